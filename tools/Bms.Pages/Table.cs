using System.Text;

namespace Bms.Pages;

/// <summary>A table in Markdown.</summary>
public sealed class Table
{
    private readonly StringBuilder _text = new();
    private readonly int _columns;

    public Table(params string[] headings)
    {
        ArgumentNullException.ThrowIfNull(headings);
        _columns = headings.Length;
        Row(headings);
        _text.Append('|').Insert(_text.Length, "---|", _columns).Append('\n');
    }

    /// <summary>Adds a row with as many cells as there are headings.</summary>
    public Table Row(params string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, _columns);
        foreach (string cell in cells)
        {
            _text.Append("| ").Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(' ');
        }

        _text.Append("|\n");
        return this;
    }

    /// <summary>The table without the end of its last line.</summary>
    public override string ToString() => _text.ToString().TrimEnd('\n');
}
