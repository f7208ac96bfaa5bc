using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;

namespace Bms.Simulator.Campaign;

/// <summary>
/// The simulator once more, in a load context of its own, around a firmware that was changed; so that a broken firmware goes the same way
/// through drivers and chips as a whole one. A mutant of the board alone needs none of that.
/// </summary>
internal sealed class MutantFirmware : IDisposable
{
    private readonly Mutant _mutant;
    private readonly Context? _context;
    private readonly Func<string, string, ulong, double, string?>? _play;
    private readonly Func<string, string?>? _playScenario;

    internal MutantFirmware(Mutant mutant)
    {
        _mutant = mutant;
        if (mutant.Edits.Count == 0)
        {
            return;
        }

        _context = new Context(Image(mutant));
        Assembly simulator = _context.LoadFromAssemblyPath(typeof(MutantFirmware).Assembly.Location);
        Type cases = simulator.GetType(typeof(CampaignCase).FullName!, true)!;
        _play = cases.GetMethod(nameof(CampaignCase.PlayPlain))!.CreateDelegate<Func<string, string, ulong, double, string?>>();
        _playScenario = cases.GetMethod(nameof(CampaignCase.PlayScenario))!.CreateDelegate<Func<string, string?>>();
    }

    /// <summary>What the case finds violated; null = nothing.</summary>
    internal string? Play(CampaignCase one) =>
        _play == null ? one.Play(_mutant.Worsen) : _play(one.Board, one.Family, one.Seed, one.Duration_s);

    /// <summary>The first expectation of a scenario of the catalogue that fails on a changed firmware; null = all hold.</summary>
    /// <exception cref="InvalidOperationException">The mutant does not change the firmware.</exception>
    internal string? Play(string scenario) =>
        _playScenario != null ? _playScenario(scenario) : throw new InvalidOperationException($"{_mutant.Name}: no change of the firmware");

    /// <inheritdoc/>
    public void Dispose() => _context?.Unload();

    /// <summary>The compiled firmware with the changes of the mutant.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to change.</exception>
    internal static byte[] Image(Mutant mutant)
    {
        using ModuleDefinition firmware = ModuleDefinition.ReadModule(typeof(BmsController).Assembly.Location);
        foreach (IlEdit edit in mutant.Edits)
        {
            edit.Apply(firmware);
        }

        using var image = new MemoryStream();
        firmware.Write(image);
        return image.ToArray();
    }

    private sealed class Context(byte[] firmware) : AssemblyLoadContext("mutant", isCollectible: true)
    {
        private readonly string _folder = Path.GetDirectoryName(typeof(MutantFirmware).Assembly.Location)!;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name == "Bms")
            {
                return LoadFromStream(new MemoryStream(firmware));
            }

            string path = Path.Combine(_folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
