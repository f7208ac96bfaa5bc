using System.Text;
using System.Text.Json;
using Bms.World.Cells;
using Xunit;

namespace Bms.World.Tests.Cells;

public class ProvenanceTests
{
    // What they were fitted to stands in their sources, and how well in their errors.
    private static readonly string[] s_inSources =
        ["dmegc-2p6ah", "leaf-lmo", "lfp-1p2ah", "lg-m50", "lipo-5450", "samsung-30q"];

    public static TheoryData<string> Stated => [.. ShippedCells.Names.Where(n => !s_inSources.Contains(n))];

    [Theory, MemberData(nameof(Stated))]
    public void Every_figure_of_a_cell_that_was_not_fitted_has_source_range_and_confidence(string name)
    {
        CellSpec cell = ShippedCells.Open(name);
        string[] free = ["name", "chemistry", "provisional", "sources", "reversed_ocv_V", "slope_below_empty_V", "slope_above_full_V",
            "diffusion_activation_K", "stand_convection_W_per_m2K", "self_discharge_doubling_K", "errors", "measured_degC", "provenance"];
        using JsonDocument file = JsonDocument.Parse(CellFile.Write(cell));
        string told = string.Join(' ', cell.Provenance.Select(p => p.Of));
        Assert.All(file.RootElement.EnumerateObject().Select(p => p.Name).Except(free), field => Assert.Contains(field, told));
    }

    [Theory]
    [InlineData("\"confidence\": \"high\"", "\"confidence\": \"sure\"", "confidence sure: allowed are high, medium, low")]
    [InlineData("\"range\": \"0 to 100", "\"reach\": \"0 to 100", "range: is missing")]
    [InlineData("\"capacity_Ah\": 3", "\"capacity_Ah\": 3e9", "Capacity_Ah = 3000000000: allowed are 0.001 to 100000")]
    [InlineData("\"measured_degC\": [10, 40]", "\"measured_degC\": [10, 4]", "measured_degC = -6: allowed are 0 to 180")]
    [InlineData("\"physical_limits\": [4, 1.5, 80]", "\"physical_limits\": [9, 1.5, 80]", "Highest_V = 9: allowed are 0.5 to 7")]
    [InlineData("\"physical_limits\": [4, 1.5, 80]", "\"physical_limits\": [4, 80]", "physical_limits: allowed is a list of 3 numbers")]
    public void What_is_out_of_its_range_is_named(string part, string replacement, string message)
    {
        string text = CellFile.Write(ShippedCells.Open("sony-us26650"));
        int at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at > 0);
        string wrong = text[..at] + replacement + text[(at + part.Length)..];
        ArgumentException error = Assert.Throws<ArgumentException>(() => CellFile.Read(Encoding.UTF8.GetBytes(wrong)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
