using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bms.Anomaly;

namespace Bms.Train;

/// <summary>The C# file that the firmware compiles: the tails, and above them where they come from.</summary>
internal static class ConstantsFile
{
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    /// <summary>Writes it; the same seed, hours and code give the same bytes.</summary>
    internal static string Write(TailTable table, IReadOnlyList<short[]> hours, ulong seed)
    {
        var text = new StringBuilder();
        text.Append(string.Create(s_invariant, $$"""
            namespace Bms.Anomaly
            {
                /// <summary>
                /// How often healthy packs show each statistic, by AnomalyFeature: see Evidence. Written by
                /// dotnet run -c Release --project tools/Bms.Train -- train; do not edit.
                /// </summary>
                /// <remarks>
                /// seed {{seed}}; {{hours.Count}} healthy pack-hours of simulated fleets (no recording, no pack of the benchmark);
                /// SHA-256 of their statistics {{Digest(hours)}}.

            """).ReplaceLineEndings("\n"));
        foreach (AnomalyFeature feature in TailTable.Measured)
        {
            double[] at = [table[feature].At(4), table[feature].At(6)];
            text.Append(s_invariant, $"    /// {feature}: once in 10,000 h {at[0]:0.##}, once in 1,000,000 h {at[1]:0.##} of its limit.\n");
        }

        text.Append("""
                /// </remarks>
                public sealed class AnomalyTails
                {

            """.ReplaceLineEndings("\n"));
        Array(text, "Where the tail begins, in thousandths of the statistic's limit.", "Start", f => table[f].Start);
        Array(text, "Decades there, in thousandths.", "StartDecades", f => table[f].StartDecades);
        Array(text, "Scale of the generalised Pareto tail, in thousandths of the limit.", "Scale", f => table[f].Scale);
        Array(text, "Shape of it, in thousandths.", "Shape", f => table[f].Shape);
        return text.ToString().TrimEnd() + "\n    }\n}\n";
    }

    private static void Array(StringBuilder text, string meaning, string name, Func<AnomalyFeature, double> value)
    {
        text.Append(s_invariant, $"        /// <summary>{meaning}</summary>\n");
        text.Append(s_invariant, $"        public readonly short[] {name}_permille =\n        {{\n");
        for (int i = 0; i < Evidence.Features; i += 12)
        {
            IEnumerable<string> row = Enumerable.Range(i, 12)
                .Select(n => Quantised(value((AnomalyFeature)n)).ToString(s_invariant) + ",");
            text.Append("            ").AppendJoin(' ', row).Append('\n');
        }

        text.Append("        };\n\n");
    }

    /// <summary>Thousandths, from 1: the firmware divides by scale and shape.</summary>
    internal static int Quantised(double value) => Math.Clamp((int)Math.Round(value * 1000), 1, short.MaxValue);

    private static string Digest(IReadOnlyList<short[]> hours)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (short[] hour in hours)
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(hour));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
