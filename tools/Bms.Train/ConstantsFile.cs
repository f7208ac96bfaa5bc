using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bms.Anomaly;

namespace Bms.Train;

/// <summary>The C# file that the firmware compiles: the tails, and above them where they come from.</summary>
internal static class ConstantsFile
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    // A measured feature's tail is at the place of Evidence.TailOf; hours go by the number of the feature.
    private static readonly AnomalyFeature[] s_tails = [AnomalyFeature.None, .. TailTable.Measured];
    private static readonly AnomalyFeature[] s_features = [.. Enumerable.Range(0, Evidence.Features).Select(n => (AnomalyFeature)n)];

    /// <summary>How a line about recordings begins: who checks without them leaves those lines out.</summary>
    internal const string Recorded = "recorded: ";

    /// <summary>Writes it; the same seed, hours and code give the same bytes.</summary>
    internal static string Write(TailTable table, TrainingLives lives, IEnumerable<string> recorded)
    {
        var text = new StringBuilder();
        text.Append(string.Create(s_invariant, $$"""
            namespace Bms.Anomaly
            {
                /// <summary>
                /// How often healthy packs show each statistic, by Evidence.TailOf: see Evidence. Written by
                /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
                /// </summary>
                /// <remarks>
                /// seed {{lives.Seed}}; {{lives.Lived_h}} healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
                /// SHA-256 of their statistics {{Digest(lives)}};
                /// {{lives.FalseAlarms()}} false alarms in them. p: Anderson-Darling test of the tail, by bootstrap.

            """).ReplaceLineEndings("\n"));
        foreach ((AnomalyFeature feature, TailCheck check) in table.Check(lives.Hours, lives.Seed))
        {
            text.Append(s_invariant, $"    /// {feature}: {Rarities(table[feature], lives.Lived_h)}; {Fit(check)}.\n");
        }

        foreach (string line in recorded)
        {
            text.Append(s_invariant, $"    /// {Recorded}{line}\n");
        }

        text.Append("""
                /// </remarks>
                public sealed class AnomalyTails
                {

            """.ReplaceLineEndings("\n"));
        Array(text, "Where the tail begins, in thousandths of the statistic's limit.", "Start_permille", s_tails,
            f => Quantised(table[f].Start));
        Array(text, "Decades there, in thousandths.", "StartDecades_permille", s_tails, f => Quantised(table[f].StartDecades));
        Array(text, "Scale of the generalised Pareto tail, in thousandths of the limit.", "Scale_permille", s_tails,
            f => Quantised(table[f].Scale));
        Array(text, "Shape of it, in thousandths.", "Shape_permille", s_tails, f => Quantised(table[f].Shape));
        Array(text, "Healthy hours for one false alarm by a statistic's limit, at 95 % confidence (0: no alarm is made by it).",
            "FalseAlarm_h", s_features, f => f == AnomalyFeature.None ? 0 : lives.FalseAlarm_h(f));
        return text.ToString().TrimEnd() + "\n    }\n}\n";
    }

    // What lies beyond the hours that were lived is the tail's own word, and marked so.
    private static string Rarities(Tail tail, int lived_h)
    {
        double hours = Math.Pow(10, tail.Decades(1));
        string limit = hours <= lived_h ? $"{hours:0} h" : hours < 100.0 * lived_h ? $"{hours:0} h (extrapolated)" : "more than 100 lives";
        return string.Create(s_invariant, $"limit reached once in {limit}; once in 10,000 h {tail.At(4):0.##} of it");
    }

    private static string Fit(TailCheck check) => double.IsNaN(check.P) ? "hardly ever seen"
        : string.Create(s_invariant, $"{check.Excesses} peaks, p {check.P:0.00}");

    private static void Array(StringBuilder text, string meaning, string name, AnomalyFeature[] places,
        Func<AnomalyFeature, int> value)
    {
        text.Append(s_invariant, $"        /// <summary>{meaning}</summary>\n");
        text.Append(s_invariant, $"        public readonly short[] {name} =\n        {{\n");
        foreach (AnomalyFeature[] places12 in places.Chunk(12))
        {
            IEnumerable<string> row = places12.Select(f => value(f).ToString(s_invariant) + ",");
            text.Append("            ").AppendJoin(' ', row).Append('\n');
        }

        text.Append("        };\n\n");
    }

    /// <summary>Thousandths, from 1: the firmware divides by scale and shape.</summary>
    internal static int Quantised(double value) => Math.Clamp((int)Math.Round(value * 1000), 1, short.MaxValue);

    private static string Digest(TrainingLives lives)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (short[] hour in lives.Hours.SelectMany(life => life))
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(hour));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
