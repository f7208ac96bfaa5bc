using Bms.Anomaly;

namespace Bms.Train.Models;

/// <summary>
/// A's statistics taken together: the sum of their decades, which is Fisher's way to combine what several tests have found (Statistical
/// Methods for Research Workers, 1932). The same as B with statistics that know nothing of each other.
/// </summary>
internal sealed class SumModel : IAnomalyModel
{
    public int Bytes => new BankModel().Bytes;

    public int MultiplyAdds => LookVector.Length;

    public double Score(double[] vector) => vector.Sum(x => x * x);

    public AnomalyType TypeOf(double[] vector) => new BankModel().TypeOf(vector);
}
