using System.Text.Json.Nodes;
using Bms.Protection;
using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>A trip that a pack remembers, in words for who has to find out why it stands still.</summary>
public static class TripWords
{
    /// <summary>When it was, who acted, what it was, what was measured just before, how often it came, and what to do.</summary>
    public static string Sentence(TripFacts t)
    {
        ArgumentNullException.ThrowIfNull(t);
        EventFacts raised = new() { Row = t.Row, Raised = true, Channel = t.Channel, Value = t.Value };
        string before = $"{Words.Fixed(t.Before_mA, 1000, 1)} A, cells {t.BeforeLowest_mV}..{t.BeforeHighest_mV} mV, "
            + $"hottest {Words.Fixed(t.BeforeHottest_ddegC, 10, 1)} degC";
        string times = t.Times == 1 ? "once" : t.Times >= 255 ? "255 times or more" : $"{t.Times} times";
        return $"trip {t.Number}, {When(t)}: {Who(t.Level)}, {Words.Sentence(raised)}; just before: {before}; {times} in the pack's life"
            + ToDo(t.Row);
    }

    /// <summary>"; what to do: ..." for a row that this version knows, else nothing.</summary>
    public static string ToDo(int row) => Enum.IsDefined((Fault)row) ? "; what to do: " + Diagnosis.ToDo((Fault)row) : "";

    /// <summary>The same for programs.</summary>
    public static JsonObject Json(TripFacts t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return new JsonObject
        {
            ["number"] = t.Number,
            ["fault"] = Words.Fault(t.Row),
            ["level"] = t.Level,
            ["channel"] = t.Channel,
            ["value"] = t.Value,
            ["boots_ago"] = t.BootsAgo,
            ["uptime_s"] = t.Uptime_s,
            ["utc_s"] = t.Utc_s,
            ["before_mA"] = t.Before_mA,
            ["before_lowest_mV"] = t.BeforeLowest_mV,
            ["before_highest_mV"] = t.BeforeHighest_mV,
            ["before_hottest_ddegC"] = t.BeforeHottest_ddegC,
            ["times"] = t.Times,
            ["text"] = Sentence(t),
        };
    }

    private static string Who(int level) => level switch
    {
        (int)Level.Chip => "the protector chip opened",
        (int)Level.Firmware => "the firmware opened",
        _ => "nothing opened",
    };

    private static string When(TripFacts t)
    {
        string boot = t.BootsAgo switch { 0 => "this boot", 1 => "the boot before this one", _ => $"{t.BootsAgo} boots ago" };
        string at = t.Utc_s is long utc_s ? $", {DateTimeOffset.FromUnixTimeSeconds(utc_s):yyyy-MM-ddTHH:mm:ssZ}" : "";
        return $"{boot}, {t.Uptime_s} s after its start{at}";
    }
}
