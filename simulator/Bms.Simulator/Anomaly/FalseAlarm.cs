using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>An alarm of a pack that has nothing: the statistic that made it, and a line for a reader.</summary>
internal sealed record FalseAlarm(AnomalyFeature Feature, string Text);
