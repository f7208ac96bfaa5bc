namespace Bms.Pages.Drawing;

/// <summary>Where a pin sits on its block.</summary>
public enum Side
{
    Left,
    Right,
    Top,
    Bottom,
}

/// <summary>A pin: its name, its side, and its place along that side in units of the sheet; a label that differs from its name.</summary>
public sealed record Pin(string Name, Side Side, double At, string? Label = null);

/// <summary>A block of the diagram with its pins.</summary>
public sealed record Block(string Key, Box Box, string Title, string Part, params IReadOnlyList<Pin> Pins)
{
    private const double LabelSize = 11, TitleSize = 14, PartSize = 11;

    /// <summary>Where the wire of a pin ends.</summary>
    public (double X, double Y) Place(Pin pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        return pin.Side switch
        {
            Side.Left => (Box.X, pin.At),
            Side.Right => (Box.X + Box.Width, pin.At),
            Side.Top => (pin.At, Box.Y),
            _ => (pin.At, Box.Y + Box.Height),
        };
    }

    /// <summary>Draws the block; its title stands at <paramref name="titleY"/> below its upper edge.</summary>
    public void Draw(Sheet sheet, string fill, double titleY)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        sheet.Blocks.Add(Box);
        sheet.Fill(Box, fill, "#566573", 6);
        double middle = Box.X + (Box.Width / 2);
        sheet.Write(Title, middle, Box.Y + titleY, TitleSize, "middle", bold: true);
        string[] lines = Part.Split('\n');
        for (int line = 0; line < lines.Length && Part.Length > 0; line++)
        {
            sheet.Write(lines[line], middle, Box.Y + titleY + 15 + (13 * line), PartSize, "middle", "#566573");
        }

        foreach (Pin pin in Pins)
        {
            WriteLabel(sheet, pin);
        }
    }

    private void WriteLabel(Sheet sheet, Pin pin)
    {
        string text = pin.Label ?? pin.Name;
        (double x, double y) = Place(pin);
        if (text.Length == 0)
        {
            return;
        }

        switch (pin.Side)
        {
            case Side.Left: sheet.Write(text, x + 5, y + 4, LabelSize); break;
            case Side.Right: sheet.Write(text, x - 5, y + 4, LabelSize, "end"); break;
            case Side.Top: sheet.Write(text, x, y + 13, LabelSize, "middle"); break;
            default: sheet.Write(text, x, y - 5, LabelSize, "middle"); break;
        }
    }
}
