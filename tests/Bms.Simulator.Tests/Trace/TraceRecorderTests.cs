using Bms.Protection;
using Bms.Simulator.Tests.Scenarios;
using Bms.Simulator.Trace;

namespace Bms.Simulator.Tests.Trace;

public class TraceRecorderTests
{
    private readonly Looks _looks = new();
    private readonly TraceRecorder _recorder = new(4, 4, period_s: 1);

    [Fact]
    public void Records_once_a_period_and_whenever_something_switches()
    {
        for (int tick = 1; tick <= 30; tick++)
        {
            _looks.Tick(o => o.Truth.ChargeSwitch = tick is 13 or 14);
            _recorder.Observe(_looks.Now);
        }

        Assert.Equal([0.1, 1.0, 1.3, 1.5, 2.0, 3.0], _recorder.Table["t_s"]);
        Assert.Equal([0, 0, 1, 0, 0, 0], _recorder.Table["charge_switch"]);
    }

    [Fact]
    public void Begins_with_the_columns_of_a_canonical_recording() =>
        Assert.StartsWith(
            "t_s,current_A,cell1_V,cell2_V,cell3_V,cell4_V,temp1_degC,temp2_degC,temp3_degC,temp4_degC,soc_ref,pack_V,",
            string.Join(',', _recorder.Table.Columns.Select(c => c.Name)), StringComparison.Ordinal);

    [Fact]
    public void A_reading_that_the_firmware_may_not_use_is_no_value()
    {
        _looks.Tick(o =>
        {
            o.Sample.Cell_mV.Accept(0, 3650, 0);
            o.Sample.Cell_mV.Accept(1, 3650, 0);
            o.Sample.Cell_mV.Reject(1, Quality.BusError);
            o.State.Active = 1L << (int)Fault.CellSensorLost;
        });
        _recorder.Observe(_looks.Now);
        Assert.Equal(3.65, _recorder.Table["cell1_measured_V"][0]);
        Assert.Equal(double.NaN, _recorder.Table["cell2_measured_V"][0]);
        Assert.Equal(["CellSensorLost"], _recorder.Table.ActiveRows);
    }
}
