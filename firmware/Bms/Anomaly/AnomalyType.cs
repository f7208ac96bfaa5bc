namespace Bms.Anomaly
{
    /// <summary>What an alarm names. Numbers go on the wire and are never used again.</summary>
    public enum AnomalyType : byte
    {
        None = 0,

        /// <summary>A cell loses charge inside: a leak, a short that comes and goes, a hard short.</summary>
        InternalShort = 1,

        /// <summary>A current far beyond what the pack has ever carried, all cells low together.</summary>
        ExternalShort = 2,

        /// <summary>A cell's voltage channel: bias, drift, stuck, noise.</summary>
        VoltageSensor = 3,

        /// <summary>The measured current contradicts the voltages.</summary>
        CurrentSensor = 4,

        /// <summary>A temperature probe: bias, drift, open.</summary>
        TemperatureSensor = 5,

        /// <summary>A cell's resistance or that of its contacts has grown.</summary>
        Contact = 6,

        /// <summary>A cell of less capacity than its neighbours.</summary>
        WeakCell = 7,

        /// <summary>A cell shows the relaxation of plated lithium after a charge.</summary>
        Plating = 8,

        /// <summary>The pack sheds its heat worse than before.</summary>
        Cooling = 9,

        /// <summary>A place is warmer than current and neighbours explain, up to thermal runaway.</summary>
        SelfHeating = 10,

        /// <summary>All cells beyond what the chemistry allows: over-discharge, overcharge.</summary>
        Abuse = 11,

        /// <summary>Frames that are stale, frozen, cut off or impossible.</summary>
        Communication = 12,

        /// <summary>Values that have been replaced rather than measured.</summary>
        Tamper = 13,
    }
}
