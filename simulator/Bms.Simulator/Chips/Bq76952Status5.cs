namespace Bms.Simulator.Chips;

/// <summary>What the subcommand DASTATUS5 of a BQ76952 answers: references, extremes, means and currents (SLUUBY2B, 12.4).</summary>
internal static class Bq76952Status5
{
    // Counts of REG18 and of VSS as a healthy chip shows them.
    private const int Reg18 = 29137, Vss = 0;

    /// <summary>
    /// The 32 bytes. CC1 and CC3 are means of CC2, which stands still between two changes of the world, so all three are alike.
    /// </summary>
    public static byte[] Of(Bq76952Scan scan, Bq76952Config config, int userAmps, double currentCounts)
    {
        int[] cells_mV = [.. Enumerable.Range(0, 16).Where(i => (config.CellInputs & (1 << i)) != 0).Select(scan.Cell_mV)];
        int[] probes_dK = [.. Enumerable.Range(0, 3).Where(config.WatchesCells).Select(scan.Thermistor_dK)];
        int[] known_dK = probes_dK.Length == 0 ? [0] : probes_dK;
        int mean_dK = (int)known_dK.Average();
        int[] words =
        [
            Reg18, Vss, cells_mV.Max(), cells_mV.Min(), cells_mV.Sum() / 10, mean_dK, 0, known_dK.Max(), known_dK.Min(), mean_dK,
            userAmps, userAmps,
        ];
        return
        [
            .. words.SelectMany(word => BitConverter.GetBytes((short)word)),
            .. BitConverter.GetBytes((int)currentCounts), .. BitConverter.GetBytes((int)currentCounts),
        ];
    }
}
