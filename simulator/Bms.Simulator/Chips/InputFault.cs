namespace Bms.Simulator.Chips;

/// <summary>What is wrong with one analogue input of a chip. Quantities are in the unit of that input: volt at its pin, or degC.</summary>
public sealed class InputFault
{
    private double _drift_per_s;
    private long _driftSince_us;

    /// <summary>The converter goes on (its ready flags too), but the result stays at its last value.</summary>
    public bool Frozen { get; set; }

    /// <summary>Added to the true value.</summary>
    public double Offset { get; set; }

    /// <summary>Multiplies the true value; 1 = healthy.</summary>
    public double Gain { get; set; } = 1;

    /// <summary>Multiplies the chip's own noise; 1 = healthy.</summary>
    public double NoiseFactor { get; set; } = 1;

    /// <summary>The input shows this value whatever is there; null = healthy.</summary>
    public double? StuckAt { get; set; }

    /// <summary>True while what the converter sees is not what is there.</summary>
    internal bool Lies => StuckAt != null || Offset != 0 || Gain != 1 || _drift_per_s != 0;

    /// <summary>From <paramref name="now_us"/> on adds an error that grows by <paramref name="drift_per_s"/> each second.</summary>
    public void StartDrift(double drift_per_s, long now_us)
    {
        Offset = DriftedOffset(now_us);
        _drift_per_s = drift_per_s;
        _driftSince_us = now_us;
    }

    /// <summary>Makes the input well.</summary>
    public void Clear()
    {
        Frozen = false;
        Offset = 0;
        Gain = 1;
        NoiseFactor = 1;
        StuckAt = null;
        _drift_per_s = 0;
    }

    /// <summary>What the converter sees in place of <paramref name="value"/> at <paramref name="time_us"/>, noise not included.</summary>
    internal double Apply(double value, long time_us) => StuckAt ?? ((value * Gain) + DriftedOffset(time_us));

    private double DriftedOffset(long time_us) => Offset + (_drift_per_s * (time_us - _driftSince_us) * 1e-6);
}
