using Bms.Config;

namespace Bms.Anomaly
{
    /// <summary>
    /// The detector's place on a board: one frame a second, behind protection, charge and report. It writes what it makes of the pack to
    /// the state, where the charge may be lowered by it and telemetry finds it. Protections read none of that.
    /// </summary>
    public sealed class PackWatch
    {
        /// <summary>Types, bit n = type n, under which a charge does harm: a leak, heat, plating, a cell beyond its chemistry.</summary>
        public const int HarmfulTypes = 1 << (int)AnomalyType.InternalShort | 1 << (int)AnomalyType.ExternalShort
            | 1 << (int)AnomalyType.Plating | 1 << (int)AnomalyType.Cooling | 1 << (int)AnomalyType.SelfHeating
            | 1 << (int)AnomalyType.Abuse;

        public readonly AnomalyDetector Detector;

        /// <summary>What it saw before an alarm, for a PC to see it again.</summary>
        public readonly AlarmRing Ring;

        private readonly int _cells;

        public PackWatch(PackConfig pack)
        {
            _cells = pack.CellCount;
            Detector = new AnomalyDetector(pack.CellCount, pack.ProbeCount, pack.Chemistry.Ocv_mV, pack.Capacity_mAh);
            Ring = new AlarmRing(Detector);
        }

        /// <summary>Looks at the present sample; once a second.</summary>
        public void Step(PackSample sample, PackState state)
        {
            Detector.Step(sample);
            Ring.Step(sample);
            state.AnomalySeverity = Detector.Alarms.Severity;
            state.AnomalyHarm = Detector.Alarms.SeverityOf(HarmfulTypes);
            state.ResistanceGrowth_permille = Numbers.ToInt(1000f * SureGrowth(), 0, 100000);
        }

        // Of the cell that has grown most, less what the estimate may be wrong by.
        private float SureGrowth()
        {
            ResistanceTrack resistance = Detector.Resistance;
            float most = 0f;
            for (int i = 0; i < _cells; i++)
            {
                float growth = resistance.Growth(i);
                most = growth > most ? growth : most;
            }

            return most > AnomalyLimits.Growth ? most - 2f * resistance.Sigma : 0f;
        }
    }
}
