using Bms.Anomaly;

namespace Bms.Train.Models;

/// <summary>Judges a look's vector (LookVector). What a score means in false alarms is fitted behind it (Tail).</summary>
internal interface IAnomalyModel
{
    /// <summary>Numbers that it has learned, in bytes as a board would hold them.</summary>
    int Bytes { get; }

    /// <summary>Multiplications with addition for one vector.</summary>
    int MultiplyAdds { get; }

    /// <summary>How unusual a vector is; larger is rarer.</summary>
    double Score(double[] vector);

    /// <summary>What it calls the fault.</summary>
    AnomalyType TypeOf(double[] vector);
}
