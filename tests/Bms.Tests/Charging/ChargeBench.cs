using Bms.Charging;
using Bms.Config;
using Bms.Tests.Fakes;

namespace Bms.Tests.Charging;

/// <summary>
/// The charge control on a simple pack: four cells of straight pieces of open-circuit voltage and one resistance, at a charger that
/// holds the lesser of its two set-points. Second by second.
/// </summary>
internal sealed class ChargeBench
{
    public readonly FakeCharger Charger = new();
    public readonly PackSample Sample = TestPack.HealthySample();
    public readonly PackState State = new() { Mode = Mode.Charge, ChargeAllowed = true, DischargeAllowed = true, ChargeLimit_mA = 2500 };
    public readonly double[] Soc = new double[4];
    public readonly double[] Resistance_ohm = [0.03, 0.03, 0.03, 0.03];
    public readonly CcCvCharger Control;

    /// <summary>Error of the charger's own voltage regulation, and the current its supply can give.</summary>
    public double VoltageError;
    public double Supply_A = 10;

    /// <summary>Something else that draws from the pack meanwhile, in A.</summary>
    public double Load_A;

    public double Current_A { get; private set; }

    public int Second { get; set; }

    public int Highest_mV => Sample.Cell_mV.Value.Max();

    public ChargeBench(double soc, int accuracy_mV = 0)
    {
        Array.Fill(Soc, soc);
        Control = new CcCvCharger(Charger, TestPack.Config(), accuracy_mV);
        Measure();
    }

    /// <summary>An NMC cell in five strokes: V at 0, 10, 50, 80, 90 and 100 %.</summary>
    public static double Ocv_V(double soc) => soc switch
    {
        < 0.1 => 2.90 + soc / 0.1 * 0.42,
        < 0.5 => 3.32 + (soc - 0.1) / 0.4 * 0.38,
        < 0.8 => 3.70 + (soc - 0.5) / 0.3 * 0.30,
        < 0.9 => 4.00 + (soc - 0.8) / 0.1 * 0.08,
        _ => 4.08 + (soc - 0.9) / 0.1 * 0.12,
    };

    /// <summary>The control decides, then the pack lives with it for a second.</summary>
    public bool Step()
    {
        bool obeys = Control.Step(Sample, State);
        Live(Charger);
        return obeys;
    }

    /// <summary>The control decides a second later over the values that were set; what has been refused is by then too old.</summary>
    public bool Decide()
    {
        Second++;
        Sample.Uptime_ms = Second * 1000;
        foreach (Signal signal in new[] { Sample.Cell_mV, Sample.Current_mA, Sample.Temperature_ddegC })
        {
            for (int i = 0; i < signal.Count; i++)
            {
                signal.Sampled_ms[i] = signal.Quality[i] == Quality.Good ? Sample.Uptime_ms : signal.Sampled_ms[i];
            }
        }

        return Control.Step(Sample, State);
    }

    /// <summary>A second of the pack at a charger, whoever controls it.</summary>
    public void Live(FakeCharger charger)
    {
        Second++;
        double room_V = charger.Voltage_mV / 1000.0 * (1 + VoltageError) - Soc.Sum(Ocv_V);
        double charge_A = Math.Min(Math.Min(charger.Current_mA / 1000.0, Supply_A), Math.Max(0, room_V / Resistance_ohm.Sum()));
        Current_A = (charger.Enabled ? charge_A : 0) - Load_A;
        for (int i = 0; i < 4; i++)
        {
            Soc[i] += Current_A / (5 * 3600);
        }

        Measure();
    }

    public void Run(int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            Step();
        }
    }

    public void Set(Mode mode)
    {
        State.Mode = mode;
        Step();
    }

    private void Measure()
    {
        for (int i = 0; i < 4; i++)
        {
            double cell_V = Ocv_V(Soc[i]) + Current_A * Resistance_ohm[i];
            Sample.Cell_mV.Accept(i, (int)Math.Round(cell_V * 1000), Second * 1000);
        }

        Sample.Current_mA.Accept(0, (int)Math.Round(Current_A * 1000), Second * 1000);
        Sample.Uptime_ms = Second * 1000;
    }
}
