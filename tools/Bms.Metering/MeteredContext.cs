using System.Reflection;
using System.Runtime.Loader;

namespace Bms.Metering;

/// <summary>Loads everything in a folder anew, the firmware from its metered image, so that nothing meets the unmetered one.</summary>
public sealed class MeteredContext : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly byte[] _firmware;

    public MeteredContext(string folder, byte[] firmware)
        : base("metered firmware")
    {
        _folder = folder;
        _firmware = firmware;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        if (assemblyName.Name == "Bms")
        {
            return LoadFromStream(new MemoryStream(_firmware));
        }

        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
