using Bms.Simulator.Report;

namespace Bms.Pages.Drawing;

/// <summary>A rectangle on a sheet.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>True when the two share an area.</summary>
    public bool Overlaps(Box other) =>
        X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
}

/// <summary>A text with the room that it takes: what a test can look at without a browser.</summary>
public sealed record Label(string Text, double X, double Y, double Size, string Anchor, string Fill, bool Bold)
{
    // Average width of a letter of a sans-serif face over its size, rounded up.
    private const double Letter = 0.58;

    /// <summary>The room it takes, estimated from the number of its letters.</summary>
    public Box Room
    {
        get
        {
            double width = Text.Length * Size * Letter;
            double left = Anchor switch { "middle" => X - (width / 2), "end" => X - width, _ => X };
            return new Box(left, Y - (Size * 0.8), width, Size);
        }
    }
}

/// <summary>A wire: its corners, and how it looks.</summary>
public sealed record Wire(string Net, IReadOnlyList<(double X, double Y)> Points, string Stroke, double Width);

/// <summary>A drawing as data: written as SVG at the end, so that a test can check it before.</summary>
public sealed class Sheet(double width, double height)
{
    private const string Face = "Helvetica, Arial, 'DejaVu Sans', sans-serif";

    private const string Ink = "#1c2833";

    private readonly List<(Box Box, string Fill, string Stroke, double Radius)> _boxes = [];

    /// <summary>Size in units of the drawing.</summary>
    public Box Size { get; } = new(0, 0, width, height);

    /// <summary>Its texts.</summary>
    public List<Label> Labels { get; } = [];

    /// <summary>Its wires.</summary>
    public List<Wire> Wires { get; } = [];

    /// <summary>Lines of symbols: path, whether it is filled, and its width.</summary>
    public List<(string Path, bool Filled, double Width)> Strokes { get; } = [];

    /// <summary>Its blocks; wires end at them and pass none.</summary>
    public List<Box> Blocks { get; } = [];

    /// <summary>A filled box behind everything that is drawn later.</summary>
    public void Fill(Box box, string fill, string stroke, double radius) => _boxes.Add((box, fill, stroke, radius));

    /// <summary>A text.</summary>
    public void Write(string text, double x, double y, double size, string anchor = "start", string fill = "#1c2833", bool bold = false) =>
        Labels.Add(new Label(text, x, y, size, anchor, fill, bold));

    /// <summary>The drawing as SVG.</summary>
    public string ToSvg(string title, string description)
    {
        var svg = new MarkupWriter();
        svg.Open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", $"0 0 {Size.Width} {Size.Height}", "width", $"{Size.Width}",
            "height", $"{Size.Height}", "role", "img", "font-family", Face);
        svg.Element("title", title).Element("desc", description).Raw("\n");
        foreach ((Box box, string fill, string stroke, double radius) in _boxes)
        {
            svg.Empty("rect", "x", N(box.X), "y", N(box.Y), "width", N(box.Width), "height", N(box.Height), "rx", N(radius), "fill", fill,
                "stroke", stroke).Raw("\n");
        }

        foreach (Wire wire in Wires)
        {
            string path = "M" + string.Join(" L", wire.Points.Select(p => $"{N(p.X)} {N(p.Y)}"));

            // A white edge under each wire shows which of two that cross lies above: they do not meet.
            svg.Empty("path", "d", path, "fill", "none", "stroke", "#ffffff", "stroke-width", N(wire.Width + 4));
            svg.Empty("path", "d", path, "fill", "none", "stroke", wire.Stroke, "stroke-width", N(wire.Width), "stroke-linejoin", "round")
                .Raw("\n");
        }

        foreach ((string path, bool filled, double width) in Strokes)
        {
            svg.Empty("path", "d", path, "fill", filled ? Ink : "#ffffff", "stroke", Ink, "stroke-width", N(width)).Raw("\n");
        }

        foreach (Label label in Labels)
        {
            svg.Element("text", label.Text, "x", N(label.X), "y", N(label.Y), "font-size", N(label.Size), "fill", label.Fill, "text-anchor",
                label.Anchor == "start" ? null : label.Anchor, "font-weight", label.Bold ? "bold" : null).Raw("\n");
        }

        return svg.CloseLine().ToString();
    }

    /// <summary>A number of the drawing.</summary>
    public static string N(double value) => value.ToString("0.##");
}
