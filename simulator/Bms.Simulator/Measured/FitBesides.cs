using System.Text;
using Bms.World;
using Bms.World.Cells;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>What a shipped cell was fitted with besides the runs of its set, so that the same command writes the same file.</summary>
internal static class FitBesides
{
    /// <summary>The request with name, kind and tables of the set's shipped cell, where nothing else was asked for.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="folder">Name of the set.</param>
    /// <param name="like">Whether another cell was named.</param>
    public static FitRequest Of(FitRequest request, string folder, bool like)
    {
        MeasuredSet set = MeasuredSets.All.First(s => s.Folder == folder);
        if (!like)
        {
            CellSpec shipped = ShippedCells.Open(set.Cell);
            CellSpec believed = set.Besides is { } own ? CellFile.Read(ShippedCells.Source($"{own}-believed.json"))
                : shipped with { Entropy_V_per_K = request.Like.Entropy_V_per_K, Thermal = request.Like.Thermal };
            bool isStated = request.Like.Chemistry != FitInput.NotStated;
            request = request with { Like = believed with { Chemistry = isStated ? request.Like.Chemistry : shipped.Chemistry } };
        }

        if (set.Besides is not { } name) return request;
        return request with
        {
            Pulses = request.Pulses.Count > 0 ? request.Pulses : FitTables.Pulses(name, Lines($"{name}-pulses.csv")),
            RestVoltages = request.RestVoltages.Count > 0 ? request.RestVoltages : FitTables.RestVoltages(name, Lines($"{name}-rest.csv")),
        };
    }

    private static string[] Lines(string source) => Encoding.UTF8.GetString(ShippedCells.Source(source)).Split('\n');
}
