using System.Globalization;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Sweep;

/// <summary>
/// A range that the user sets for one place of a scenario, instead of what usually varies there: "PLACE=LOW..HIGH", or
/// "PLACE=xLOW..HIGH" for times what stands there.
/// </summary>
/// <param name="Place">Where, as --set has it.</param>
/// <param name="Low">Least value, or factor.</param>
/// <param name="High">Greatest value, or factor.</param>
/// <param name="IsFactor">True: times what the scenario has at the place.</param>
public sealed record OwnRange(string Place, double Low, double High, bool IsFactor)
{
    /// <summary>How a range is written, for messages.</summary>
    public const string Form = "PLACE=LOW..HIGH or PLACE=xLOW..HIGH (times what stands there), LOW up to HIGH, PLACE as run --set has it";

    /// <summary>The range as it is written.</summary>
    public string Text => $"{Place}={(IsFactor ? "x" : string.Empty)}{Changes.Show(Low)}..{Changes.Show(High)}";

    /// <summary>Reads one.</summary>
    /// <exception cref="BadInputException">It is not understood; file and field say where.</exception>
    public static OwnRange Parse(string file, string field, string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal), dots = text.IndexOf("..", Math.Max(equals, 0), StringComparison.Ordinal);
        if (equals > 0 && dots > equals)
        {
            bool isFactor = text[equals + 1] == 'x';
            string low = text[(equals + (isFactor ? 2 : 1))..dots], high = text[(dots + 2)..];
            if (Number(low) is double least && Number(high) is double greatest && least <= greatest)
            {
                return new OwnRange(text[..equals].Trim(), least, greatest, isFactor);
            }
        }

        throw new BadInputException(file, field, $"{text} is not understood, allowed is {Form}");
    }

    /// <summary>Reads a file of them, one a line; # begins a comment.</summary>
    /// <exception cref="BadInputException">It cannot be read, or a line is not understood.</exception>
    public static IReadOnlyList<OwnRange> File(string path)
    {
        try
        {
            return [.. System.IO.File.ReadAllLines(path).Select((line, i) => (Text: line.Split('#')[0].Trim(), Number: i + 1))
                .Where(line => line.Text.Length > 0).Select(line => Parse(path, $"line {line.Number}", line.Text))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(path, "--vary-file", "cannot be read, " + e.Message);
        }
    }

    /// <summary>What a case has there.</summary>
    internal Deviation At(LatinCase place, ScenarioSource source)
    {
        double? nominal = Changes.Number(source, Place);
        double value = place.Between(Place, Low, High);
        return Deviation.Number(Place, IsFactor ? value * Unit(source, nominal) : value, nominal, 6);
    }

    /// <summary>Both ends, to be tried before time is spent.</summary>
    internal IEnumerable<Deviation> Ends(ScenarioSource source)
    {
        double unit = IsFactor ? Unit(source, Changes.Number(source, Place)) : 1;
        return [Deviation.Number(Place, Low * unit, null, 6), Deviation.Number(Place, High * unit, null, 6)];
    }

    private double Unit(ScenarioSource source, double? nominal) => nominal
        ?? throw new BadInputException(source.File, Place, "holds no number that a factor could vary, allowed is a range without x");

    private static double? Number(string text)
    {
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number) ? number : null;
    }
}
