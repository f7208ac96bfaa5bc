using System.Xml.Linq;

namespace Bms.Contract.Tests;

/// <summary>A .nfproj and the packages.config beside it.</summary>
internal sealed class NanoProject
{
    private readonly XDocument _project;
    private readonly XDocument _packages;

    public NanoProject(string path)
    {
        string full = Path.Combine(Files.Root, path);
        Folder = Path.GetDirectoryName(full)!;
        _project = XDocument.Load(full);
        _packages = XDocument.Load(Path.Combine(Folder, "packages.config"));
    }

    public string Folder { get; }

    /// <summary>Assembly name and where it is looked for, '/' between folders.</summary>
    public IEnumerable<(string Assembly, string Path)> References => Elements("Reference")
        .Select(e => (e.Attribute("Include")!.Value, e.Elements().Single(h => h.Name.LocalName == "HintPath").Value.Replace('\\', '/')));

    public IEnumerable<(string Id, string Version)> Packages => _packages.Root!.Elements("package")
        .Select(e => (e.Attribute("id")!.Value, e.Attribute("version")!.Value));

    public IEnumerable<NanoProject> ReferencedProjects => Elements("ProjectReference")
        .Select(e => new NanoProject(Path.Combine(Folder, e.Attribute("Include")!.Value.Replace('\\', '/'))));

    public IEnumerable<string> Compiled => Elements("Compile").Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'));

    public IEnumerable<string> Excluded => Elements("Compile")
        .Select(e => e.Attribute("Exclude")?.Value.Replace('\\', '/')).OfType<string>();

    public string Property(string name) => Elements(name).Single().Value;

    private IEnumerable<XElement> Elements(string name) => _project.Descendants().Where(e => e.Name.LocalName == name);
}
