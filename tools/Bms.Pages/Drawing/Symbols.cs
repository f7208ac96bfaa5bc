using static Bms.Pages.Drawing.Sheet;

namespace Bms.Pages.Drawing;

/// <summary>Symbols of a circuit diagram. A point is where the wire of a symbol ends; labels stand beside it.</summary>
internal sealed class Symbols(Sheet sheet)
{
    private const double Thin = 1.6, Thick = 2.6, LabelSize = 12, Text = 11;
    private const string Grey = "#566573";

    /// <summary>A wire along some points.</summary>
    public void Line(params (double X, double Y)[] points) => sheet.Wires.Add(new Wire("detail", points, "#1c2833", Thin));

    /// <summary>A dot: wires that meet.</summary>
    public void Dot(double x, double y) => sheet.Strokes.Add(($"M{N(x - 3)} {N(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0", true, 0.5));

    /// <summary>A resistor from top to bottom; its name and value stand to the right, or to the left.</summary>
    public void ResistorDown(double x, double top, double bottom, string name, string value, bool left = false)
    {
        double middle = (top + bottom) / 2;
        Line((x, top), (x, bottom));
        sheet.Strokes.Add(($"M{N(x - 6)} {N(middle - 16)}h12v32h-12z", false, Thin));
        Beside(x + (left ? -12 : 12), middle, name, value, left);
    }

    /// <summary>A resistor from left to right; its name stands above, its value below.</summary>
    public void ResistorAcross(double left, double right, double y, string name, string value)
    {
        double middle = (left + right) / 2;
        Line((left, y), (right, y));
        sheet.Strokes.Add(($"M{N(middle - 16)} {N(y - 6)}h32v12h-32z", false, Thin));
        sheet.Write(name, middle, y - 12, LabelSize, "middle", bold: true);
        if (value.Length > 0)
        {
            sheet.Write(value, middle, y + 20, Text, "middle", Grey);
        }
    }

    /// <summary>A capacitor from top to bottom.</summary>
    public void CapacitorDown(double x, double top, double bottom, string name, string value, bool left = false)
    {
        double middle = (top + bottom) / 2;
        Line((x, top), (x, middle - 4));
        Line((x, middle + 4), (x, bottom));
        sheet.Strokes.Add(($"M{N(x - 12)} {N(middle - 4)}h24M{N(x - 12)} {N(middle + 4)}h24", false, Thick));
        Beside(x + (left ? -17 : 17), middle, name, value, left);
    }

    /// <summary>A zener diode from top (cathode) to bottom.</summary>
    public void ZenerDown(double x, double top, double bottom, string name, string value)
    {
        double middle = (top + bottom) / 2;
        Line((x, top), (x, bottom));
        sheet.Strokes.Add(($"M{N(x - 9)} {N(middle + 8)}h18l-9 -15z", false, Thin));
        sheet.Strokes.Add(($"M{N(x - 13)} {N(middle - 3)}l4 -4h18l4 -4", false, Thick));
        Beside(x + 15, middle, name, value, false);
    }

    /// <summary>An NPN transistor: base to the left at (x - 34, y), collector above at (x, y - 34), emitter below at (x, y + 34).</summary>
    public void Npn(double x, double y, string name)
    {
        Line((x - 34, y), (x - 14, y));
        Line((x, y - 34), (x, y - 17), (x - 14, y - 7));
        Line((x - 14, y + 7), (x, y + 17), (x, y + 34));
        sheet.Strokes.Add(($"M{N(x - 14)} {N(y - 16)}v32", false, Thick));
        sheet.Strokes.Add(($"M{N(x - 1)} {N(y + 16.5)}l-9 -2l5 -6z", true, 0.5));
        sheet.Write(name, x + 10, y + 4, LabelSize, bold: true);
    }

    /// <summary>A P-channel FET: gate to the left at (x - 40, y), source above at (x, y - 40), drain below at (x, y + 40).</summary>
    public void PFet(double x, double y, string name, string value)
    {
        Line((x - 40, y), (x - 22, y));
        Line((x, y - 40), (x, y - 14), (x - 14, y - 14));
        Line((x - 14, y + 14), (x, y + 14), (x, y + 40));
        string channel = $"M{N(x - 14)} {N(y - 20)}v12M{N(x - 14)} {N(y - 6)}v12M{N(x - 14)} {N(y + 8)}v12";
        sheet.Strokes.Add(($"M{N(x - 22)} {N(y - 16)}v32" + channel, false, Thick));
        Line((x - 14, y), (x, y), (x, y - 14));
        sheet.Strokes.Add(($"M{N(x - 2)} {N(y)}l-9 -4v8z", true, 0.5));
        sheet.Write(name, x + 10, y - 2, LabelSize, bold: true);
        sheet.Write(value, x + 10, y + 13, Text, fill: Grey);
    }

    /// <summary>
    /// An optocoupler: anode at (x - 26, y - 45), cathode at (x - 26, y + 45), collector at (x + 30, y - 45), emitter at (x + 30, y + 45).
    /// </summary>
    public void Opto(double x, double y, string name)
    {
        sheet.Fill(new Box(x - 48, y - 32, 96, 64), "#ffffff", Grey, 4);
        Line((x - 26, y - 45), (x - 26, y + 45));
        sheet.Strokes.Add(($"M{N(x - 35)} {N(y - 8)}h18l-9 15z", false, Thin));
        sheet.Strokes.Add(($"M{N(x - 35)} {N(y + 8)}h18", false, Thick));
        sheet.Strokes.Add(($"M{N(x - 13)} {N(y - 3)}h14l-5 -3m5 3l-5 3", false, Thin));
        Line((x + 30, y - 45), (x + 30, y - 17), (x + 16, y - 7));
        Line((x + 16, y + 7), (x + 30, y + 17), (x + 30, y + 45));
        sheet.Strokes.Add(($"M{N(x + 16)} {N(y - 16)}v32", false, Thick));
        sheet.Strokes.Add(($"M{N(x + 29)} {N(y + 16.5)}l-9 -2l5 -6z", true, 0.5));
        sheet.Write(name, x + 54, y + 4, LabelSize, bold: true);
    }

    /// <summary>An N-channel FET lying across: source at (x - 30, y), drain at (x + 30, y), gate above at (x, y - 38).</summary>
    public void NFetAcross(double x, double y, string name)
    {
        Line((x - 30, y), (x - 14, y), (x - 14, y - 14));
        Line((x + 14, y - 14), (x + 14, y), (x + 30, y));
        Line((x, y - 38), (x, y - 22));
        Line((x, y - 14), (x, y), (x - 14, y));
        sheet.Strokes.Add(($"M{N(x - 16)} {N(y - 22)}h32M{N(x - 20)} {N(y - 14)}h12M{N(x - 6)} {N(y - 14)}h12M{N(x + 8)} {N(y - 14)}h12",
            false, Thick));
        sheet.Strokes.Add(($"M{N(x)} {N(y - 12)}l-4 9h8z", true, 0.5));
        sheet.Write(name, x, y + 20, LabelSize, "middle", bold: true);
    }

    /// <summary>A chip: three pins to the left, three to the right, each at its height.</summary>
    public void Chip(Box box, string name, params (string Pin, double Y)[] pins)
    {
        sheet.Fill(box, "#fadbd8", Grey, 6);
        sheet.Write(name, box.X + (box.Width / 2), box.Y + (box.Height / 2), 14, "middle", bold: true);
        for (int pin = 0; pin < pins.Length; pin++)
        {
            bool left = 2 * pin < pins.Length;
            sheet.Write(pins[pin].Pin, left ? box.X + 6 : box.X + box.Width - 6, pins[pin].Y + 4, Text, left ? "start" : "end");
        }
    }

    /// <summary>Ground below a point.</summary>
    public void Ground(double x, double y, string name = "")
    {
        Line((x, y), (x, y + 8));
        sheet.Strokes.Add(($"M{N(x - 11)} {N(y + 8)}h22M{N(x - 7)} {N(y + 13)}h14M{N(x - 3)} {N(y + 18)}h6", false, 2));
        if (name.Length > 0)
        {
            sheet.Write(name, x + 16, y + 16, Text, fill: Grey);
        }
    }

    /// <summary>A pin that leads away: to the left of its point, or to the right, or above.</summary>
    public void Port(double x, double y, string name, string anchor)
    {
        (double dx, double dy) = anchor switch { "end" => (-7.0, 4.0), "start" => (7.0, 4.0), _ => (0.0, -8.0) };
        sheet.Strokes.Add(($"M{N(x - 3.5)} {N(y)}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0", false, Thin));
        sheet.Write(name, x + dx, y + dy, LabelSize, anchor, "#2471a3", bold: true);
    }

    /// <summary>A frame with a title.</summary>
    public void Panel(Box box, string title, string words)
    {
        sheet.Fill(box, "#fbfcfc", "#ccd1d1", 8);
        sheet.Write(title, box.X + 16, box.Y + 28, 16, bold: true);
        sheet.Write(words, box.X + 16, box.Y + 46, Text, fill: Grey);
    }

    private void Note(string text, double x, double y, double size, bool left, string fill, bool bold)
    {
        if (text.Length > 0)
        {
            sheet.Write(text, x, y, size, left ? "end" : "start", fill, bold);
        }
    }

    private void Beside(double x, double y, string name, string value, bool left)
    {
        Note(name, x, y - 2, LabelSize, left, "#1c2833", true);
        Note(value, x, y + 12, Text, left, Grey, false);
    }
}
