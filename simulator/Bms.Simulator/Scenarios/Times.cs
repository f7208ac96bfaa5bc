using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>A time of a scenario is written in seconds (at_s: 90.5) or as a clock (at: "00:01:30.500"), one of the two.</summary>
public static class Times
{
    /// <summary>Longest run: a year of 365 days.</summary>
    public const double Max_s = 31_536_000;

    /// <summary>The two fields of one time.</summary>
    public static Field[] Fields(string name, string meaning) =>
    [
        Field.Number(name + "_s", 0, Max_s, meaning + ", in s from the start"),
        Field.Clock(name, meaning + ", as hh:mm:ss from the start"),
    ];

    /// <summary>The rule that only one of the two may be there.</summary>
    public static Rule AtMostOne(string name) => new(Count.AtMostOne, [name + "_s", name]);

    /// <summary>The rule that one of the two must be there.</summary>
    public static Rule ExactlyOne(string name) => new(Count.ExactlyOne, [name + "_s", name]);

    /// <summary>The time in us, or null when the node has none.</summary>
    public static long? Read_us(Node node, string name)
    {
        string field = FieldOf(node, name);
        return node.Has(field) ? (long)Math.Round(node.Number(field) * 1e6) : null;
    }

    /// <summary>The one of the two fields that the node has; the one in seconds when it has none.</summary>
    public static string FieldOf(Node node, string name) => node.Has(name) ? name : name + "_s";

    /// <summary>The span that a node's from and until name, in words with a space before; empty without them.</summary>
    public static string Describe(Node node)
    {
        string from = Read_us(node, "from") is long from_us ? $" from {from_us / 1e6:0.###} s" : string.Empty;
        string until = Read_us(node, "until") is long until_us ? $" until {until_us / 1e6:0.###} s" : string.Empty;
        return from + until;
    }
}
