namespace Bms.World.Health;

/// <summary>
/// The graphite of a cell, as one spherical particle that stands for all: what its potential against lithium follows from.
/// </summary>
/// <param name="Open_V">Open-circuit potential against lithium, in V, at equal steps of filled sites from 0 to 1.</param>
/// <param name="Empty">Share of filled sites at 0 % SoC.</param>
/// <param name="Full">Share of filled sites at 100 % SoC.</param>
/// <param name="Sites_Ah">Charge of all sites.</param>
/// <param name="Exchange_A">Exchange current of the whole electrode, half full, at 25 degC.</param>
/// <param name="Activation_K">How it rises with temperature: activation energy over the gas constant.</param>
/// <param name="Diffusion_s">Time R^2/D of a particle at 25 degC.</param>
/// <param name="DiffusionActivation_K">How it falls with temperature: activation energy over the gas constant.</param>
/// <param name="Plating_A">Exchange current of the deposition of lithium on the whole electrode at 25 degC.</param>
/// <param name="LostShare">Share of the deposited lithium that does not come back.</param>
public sealed record NegativeElectrodeSpec(
    double[] Open_V, double Empty, double Full, double Sites_Ah, double Exchange_A, double Activation_K, double Diffusion_s,
    double DiffusionActivation_K, double Plating_A, double LostShare)
{
    internal void Validate()
    {
        Allowed.Between("negative_electrode.open_V entries", Open_V.Length, 2, 10_000);
        foreach (double volt in Open_V) Allowed.Between("negative_electrode.open_V", volt, 0.0, 5.0);
        Allowed.Between("negative_electrode.empty", Empty, 0.0, 1.0);
        Allowed.Between("negative_electrode.full", Full, Empty, 1.0);
        Allowed.Between("negative_electrode.sites_Ah", Sites_Ah, 1e-3, 1e5);
        Allowed.Between("negative_electrode.exchange_A", Exchange_A, 1e-9, 1e6);
        Allowed.Between("negative_electrode.activation_K", Activation_K, 0.0, 20_000.0);
        Allowed.Between("negative_electrode.diffusion_s", Diffusion_s, 1.0, 1e6);
        Allowed.Between("negative_electrode.diffusion_activation_K", DiffusionActivation_K, 0.0, 20_000.0);
        Allowed.Between("negative_electrode.plating_A", Plating_A, 0.0, 1e6);
        Allowed.Between("negative_electrode.lost_share", LostShare, 0.0, 1.0);
    }
}
