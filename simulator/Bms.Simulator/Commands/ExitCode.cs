namespace Bms.Simulator.Commands;

/// <summary>What the program's end tells a script.</summary>
public static class ExitCode
{
    /// <summary>What was asked for holds.</summary>
    public const int Holds = 0;

    /// <summary>It does not hold.</summary>
    public const int DoesNotHold = 1;

    /// <summary>Bad use: one line on standard error, nothing written.</summary>
    public const int BadUse = 2;
}
