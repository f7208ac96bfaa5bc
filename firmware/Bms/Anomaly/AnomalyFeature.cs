namespace Bms.Anomaly
{
    /// <summary>What a statistic measures, with its unit. Numbers go on the wire and are never used again.</summary>
    public enum AnomalyFeature : byte
    {
        None = 0,

        /// <summary>Charge lost against the neighbours beyond what the filter can explain, permille of capacity.</summary>
        ChargeLost = 1,

        /// <summary>Charge gained against the neighbours, permille of capacity.</summary>
        ChargeGained = 2,

        /// <summary>Step of the cell's voltage against its prediction, mV.</summary>
        Step = 3,

        /// <summary>Resistance grown beyond the cell's own past, % of the pack's median resistance.</summary>
        ResistanceGrowth = 4,

        /// <summary>Dips that recovered by themselves within the last hour.</summary>
        Dips = 5,

        /// <summary>Scatter of the reading in multiples of the pack's.</summary>
        Scatter = 6,

        /// <summary>Capacity missing against the median, %.</summary>
        CapacityMissing = 7,

        /// <summary>Voltage below the prediction now, mV.</summary>
        Collapse = 8,

        /// <summary>Movement of the pack while the reading stood still, mV.</summary>
        Standstill = 9,

        /// <summary>Warmth beyond neighbours and own past, K.</summary>
        Warmth = 10,

        /// <summary>Temperature, degC.</summary>
        Temperature = 11,

        /// <summary>Frames for which a probe has been silent or impossible.</summary>
        ProbeSilent = 12,

        /// <summary>Charge counted at rest that the voltage takes back, permille of capacity an hour.</summary>
        CountedAtRest = 13,

        /// <summary>Current, in C.</summary>
        Current = 14,

        /// <summary>Cell voltage, mV.</summary>
        Voltage = 15,

        /// <summary>Frames equal to the last one before a sleep, or impossible frames within an hour.</summary>
        BadFrames = 16,

        /// <summary>Time in s for which no reading moved although charge flowed.</summary>
        FrozenTime = 17,

        /// <summary>Warmth of a probe beyond what 6 K a minute, more than any load, would have given, K.</summary>
        WarmingRate = 18,

        /// <summary>Frames in a row in which all cells showed the same value.</summary>
        FramesAlike = 19,

        /// <summary>Charge by which a cell has moved away from its own mean of the last day, permille of capacity.</summary>
        DriftApart = 20,

        /// <summary>Counted charge against the charge that the rests before and after show, % beyond the pack's own past.</summary>
        ChargeMiscounted = 21,

        /// <summary>Time to cool at rest in multiples of the pack's own past.</summary>
        CoolingTime = 22,

        /// <summary>Voltage after a charge that dies away at rest, beyond neighbours and own past, mV.</summary>
        Relaxation = 23,

        /// <summary>Charge that the voltages have taken back from the count, permille of capacity.</summary>
        ChargeTakenBack = 24,

        /// <summary>Resistance of the whole pack away from its own past, in errors of an estimate, summed.</summary>
        PackResistance = 25,

        /// <summary>Shift of the sum of the cells against the pack's own voltage, mV.</summary>
        SumShift = 30,
    }
}
