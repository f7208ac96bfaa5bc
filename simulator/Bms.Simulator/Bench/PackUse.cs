using Bms.Config;

namespace Bms.Simulator.Bench;

/// <summary>Where the pack is used, as its firmware is told.</summary>
/// <param name="Profile">What a lost sensor opens, and who may clear what.</param>
/// <param name="Limp_A">Discharge current that a vehicle keeps with a lost sensor, in A; 0 elsewhere.</param>
/// <param name="Limp_s">How long it keeps it, in s; 0 elsewhere.</param>
public sealed record PackUse(ApplicationProfile Profile, double Limp_A = 0, double Limp_s = 0)
{
    /// <summary>A person beside it.</summary>
    public static PackUse Bench { get; } = new(ApplicationProfile.Bench);

    /// <summary>Writes it into a configuration, and returns that.</summary>
    public PackConfig Tell(PackConfig pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        pack.Profile = Profile;
        pack.LimpCurrent_mA = (int)Math.Round(Limp_A * 1000);
        pack.LimpTime_ms = (int)Math.Round(Limp_s * 1000);
        return pack;
    }
}
