namespace Bms.Train.Models;

/// <summary>A model with the tail that turns its score into decades, and how well that tail fits.</summary>
internal sealed record TrainedModel(string Letter, IAnomalyModel Model, Tail Tail, TailCheck Check);
