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
    internal static string Write(TailTable table, IReadOnlyList<float[]> hours, ulong seed)
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
        Array(text, "Where the tail begins, in units of the statistic's limit.", "Start", f => table[f].Start);
        Array(text, "Decades there.", "StartDecades", f => table[f].StartDecades);
        Array(text, "Scale of the generalised Pareto tail.", "Scale", f => table[f].Scale);
        Array(text, "Shape of it.", "Shape", f => table[f].Shape);
        return text.ToString().TrimEnd() + "\n    }\n}\n";
    }

    private static void Array(StringBuilder text, string meaning, string name, Func<AnomalyFeature, double> value)
    {
        text.Append(s_invariant, $"        /// <summary>{meaning}</summary>\n        public readonly float[] {name} =\n        {{\n");
        for (int i = 0; i < Evidence.Features; i += 8)
        {
            IEnumerable<string> row = Enumerable.Range(i, 8).Select(n => value((AnomalyFeature)n).ToString("0.#####", s_invariant) + "f,");
            text.Append("            ").AppendJoin(' ', row).Append('\n');
        }

        text.Append("        };\n\n");
    }

    private static string Digest(IReadOnlyList<float[]> hours)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (float[] hour in hours)
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(hour));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
