using System.Text;

namespace Bms.Simulator.Report;

/// <summary>
/// Writes elements, attributes and text that are HTML and well-formed XML at once. Everything that comes in is escaped, and an element
/// is closed where it was opened: no title of a scenario and no name from a file can become markup.
/// </summary>
internal sealed class MarkupWriter
{
    private static readonly HashSet<string> NeverClosed = ["meta", "path", "rect", "line", "br"];

    private readonly StringBuilder _out = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; attributes come as name, value, name, value. A null value leaves its attribute out.</summary>
    public MarkupWriter Open(string element, params ReadOnlySpan<string?> attributes)
    {
        Begin(element, attributes);
        _out.Append('>');
        _open.Push(element);
        return this;
    }

    /// <summary>Closes the element opened last.</summary>
    public MarkupWriter Close()
    {
        _out.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>Closes the element opened last and ends the line: keeps the page's source readable.</summary>
    public MarkupWriter CloseLine()
    {
        Close();
        _out.Append('\n');
        return this;
    }

    /// <summary>An element without content.</summary>
    public MarkupWriter Empty(string element, params ReadOnlySpan<string?> attributes)
    {
        Begin(element, attributes);
        _out.Append(NeverClosed.Contains(element) ? "/>" : $"></{element}>");
        return this;
    }

    /// <summary>An element that holds text only.</summary>
    public MarkupWriter Element(string element, string text, params ReadOnlySpan<string?> attributes) =>
        Open(element, attributes).Text(text).Close();

    public MarkupWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>Trusted text of the program itself: its style sheet and script.</summary>
    public MarkupWriter Raw(string text)
    {
        _out.Append(text);
        return this;
    }

    /// <summary>The document.</summary>
    public override string ToString() => _open.Count == 0
        ? _out.ToString() : throw new InvalidOperationException($"element {_open.Peek()} is still open");

    private void Begin(string element, ReadOnlySpan<string?> attributes)
    {
        _out.Append('<').Append(element);
        for (int i = 0; i + 1 < attributes.Length; i += 2)
        {
            if (attributes[i + 1] is not { } value) continue;
            _out.Append(' ').Append(attributes[i]).Append("=\"");
            Escape(value);
            _out.Append('"');
        }
    }

    private void Escape(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': _out.Append("&amp;"); break;
                case '<': _out.Append("&lt;"); break;
                case '>': _out.Append("&gt;"); break;
                case '"': _out.Append("&quot;"); break;
                case < 0x20 and not '\n' and not '\t': _out.Append('\uFFFD'); break;
                case 0x7F or 0xFFFE or 0xFFFF: _out.Append('\uFFFD'); break;
                default: _out.Append(rune.ToString()); break;
            }
        }
    }
}
