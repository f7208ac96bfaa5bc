using Bms.Nano.Flow;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Nano.Check;

/// <summary>A built firmware assembly with its call graph and tag flow, as the rules look at it.</summary>
public sealed class Inspection : IDisposable
{
    /// <summary>Looks at a module that is already open.</summary>
    public Inspection(ModuleDefinition module)
    {
        Module = module;
        Calls = new CallGraph(module);
        Flow = new ProgramFlow(Calls);
    }

    public ModuleDefinition Module { get; }

    public CallGraph Calls { get; }

    public ProgramFlow Flow { get; }

    /// <summary>Opens a DLL, with file and line numbers when its portable PDB lies beside it.</summary>
    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Inspection Open(string path)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(Path.GetFullPath(path)));
        bool hasSymbols = File.Exists(Path.ChangeExtension(path, ".pdb"));
        var parameters = new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = hasSymbols, InMemory = true };
        return new Inspection(ModuleDefinition.ReadModule(path, parameters));
    }

    /// <summary>File and line of an instruction or of the nearest one before it; else the method's name.</summary>
    public static string Locate(MethodDefinition method, Instruction? instruction)
    {
        SequencePoint? point = null;
        int offset = instruction?.Offset ?? 0;
        foreach (SequencePoint candidate in method.DebugInformation.SequencePoints.Where(p => !p.IsHidden))
        {
            if (point is null || candidate.Offset <= offset)
            {
                point = candidate;
            }
        }

        return point is null ? method.FullName : $"{Path.GetFileName(point.Document.Url)}:{point.StartLine}";
    }

    public void Dispose() => Module.Dispose();
}
