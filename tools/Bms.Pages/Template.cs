using System.Text.RegularExpressions;

namespace Bms.Pages;

/// <summary>
/// A text with gaps: {{name}} stands for a number or a table that is computed. A gap that nobody fills and a filling that no text asks for
/// are mistakes, so that a page never shows a brace or loses a table.
/// </summary>
public sealed partial class Template
{
    private readonly Dictionary<string, string> _fillings;
    private readonly HashSet<string> _used = [];

    public Template(IReadOnlyDictionary<string, string> fillings) => _fillings = new(fillings);

    /// <summary>Fillings that no text has asked for so far.</summary>
    public IEnumerable<string> Unused => _fillings.Keys.Where(name => !_used.Contains(name)).Order(StringComparer.Ordinal);

    /// <summary>The text with its gaps filled.</summary>
    /// <exception cref="ArgumentException">A gap has no filling.</exception>
    public string Fill(string text) => Gap().Replace(text, match =>
    {
        string name = match.Groups[1].Value;
        _used.Add(name);
        return _fillings.TryGetValue(name, out string? filling)
            ? filling : throw new ArgumentException($"nobody fills the gap {name}", nameof(text));
    });

    [GeneratedRegex(@"\{\{([a-z0-9._-]+)\}\}")]
    private static partial Regex Gap();
}
