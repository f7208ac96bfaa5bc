using Bms.Anomaly;

namespace Bms.Train.Models;

/// <summary>A: the bank of statistics that the firmware has. The rarest one counts, the others say nothing.</summary>
internal sealed class BankModel : IAnomalyModel
{
    /// <summary>Four numbers of two bytes a tail.</summary>
    public int Bytes => LookVector.Length * 8;

    public int MultiplyAdds => LookVector.Length;

    public double Score(double[] vector) => vector.Max(x => x * x);

    public AnomalyType TypeOf(double[] vector) => LookVector.TypeOf(Array.IndexOf(vector, vector.Max()));
}
