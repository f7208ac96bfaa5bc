using Bms.Ports;

namespace Bms.Measurement
{
    /// <summary>
    /// Fills a PackSample from the ports, once a cycle: current, cells and bus voltage every time, each temperature probe when its
    /// chip has a new conversion. Every reading goes through its plausibility check before it counts as a sample.
    /// </summary>
    public sealed class PackSampler
    {
        /// <summary>
        /// Largest step of a cell in mV from one sample to the next that is taken at once: a cell of 100 mohm moves by 1 V at 10 A.
        /// </summary>
        public const int CellStep_mV = 1000;

        /// <summary>
        /// The same of a probe in ddegC. Probes on cells follow a thermal time constant of minutes: 10 K from one conversion to the
        /// next is not heat.
        /// </summary>
        public const int ProbeStep_ddegC = 100;

        private readonly ICellMonitor _cells;
        private readonly ICurrentSensor _current;
        private readonly ITemperatureSensor[] _probes;
        private readonly PackSample _sample;
        private readonly int[] _cell_mV;
        private readonly Quality[] _cellQuality;
        private readonly long[] _probeDue_ms;
        private readonly Plausibility _cellCheck;
        private readonly Plausibility _probeCheck;
        private readonly FrozenCells _frozen;
        private readonly FrozenProbes _frozenProbes;
        private readonly SumCheck _sum;
        private readonly int _cellScan_ms;
        private bool _whole;
        private int _sum_mV;

        /// <summary>
        /// For a pack of this rated capacity, with a protector before the bus that may sleep while a cell is below
        /// <paramref name="protectorSleeps_mV"/>, 0 without one, cells that are new every <paramref name="cellScan_ms"/> at least, and
        /// <paramref name="busPath_uohm"/> between them and the stack voltage; talks to nothing yet.
        /// </summary>
        public PackSampler(ICellMonitor cells, ICurrentSensor current, ITemperatureSensor[] probes, PackSample sample,
            int capacity_mAh, int protectorSleeps_mV = 0, int cellScan_ms = 0, int busPath_uohm = 0)
        {
            _cellScan_ms = cellScan_ms;
            _sum = new SumCheck(protectorSleeps_mV, busPath_uohm);
            _cells = cells;
            _current = current;
            _probes = probes;
            _sample = sample;
            _cell_mV = new int[cells.CellCount];
            _cellQuality = new Quality[cells.CellCount];
            _probeDue_ms = new long[probes.Length];
            _frozen = new FrozenCells(cells.CellCount, capacity_mAh / FrozenCells.Share);
            _frozenProbes = new FrozenProbes(probes.Length);

            // No lithium cell rests below 0.3 V or above 4.8 V and lives.
            _cellCheck = new Plausibility(cells.CellCount, 300, 4800, CellStep_mV);
            _probeCheck = new Plausibility(probes.Length, -400, 1250, ProbeStep_ddegC);
        }

        /// <summary>One cycle of measurements. The time of a sample is the start of its cycle, so an age is never too small.</summary>
        public void Sample(long uptime_ms)
        {
            _sample.Uptime_ms = uptime_ms;
            int current_mA;
            Store(_sample.Current_mA, _current.ReadCurrent(out current_mA), current_mA, uptime_ms);
            NoteSaturation(_sample.Current_mA.Quality[0], uptime_ms);
            SampleCells(uptime_ms);
            int bus_mV;
            Store(_sample.Bus_mV, _current.ReadBus(out bus_mV), bus_mV, uptime_ms);
            SampleProbes(uptime_ms);
            CompareCells(uptime_ms);
        }

        // A sensor that does not answer says nothing about its range either.
        private void NoteSaturation(Quality quality, long uptime_ms)
        {
            bool saturated = quality == Quality.Saturated;
            bool known = saturated || quality == Quality.Good;
            StoreChannel(_sample.CurrentSaturated, 0, known ? Quality.Good : quality, saturated ? 1 : 0, uptime_ms);
        }

        private void SampleCells(long uptime_ms)
        {
            Signal cells = _sample.Cell_mV;
            bool currentKnown = _sample.Current_mA.Quality[0] == Quality.Good;
            int current_mA = _sample.Current_mA.Value[0];
            _cells.ReadCells(_cell_mV, _cellQuality);
            int[] values_mV = _cell_mV;
            Quality[] qualities = _cellQuality;
            Plausibility check = _cellCheck;
            FrozenCells frozen = currentKnown ? _frozen : null;
            _whole = true;
            for (int i = 0; i < values_mV.Length; i++)
            {
                Quality quality = qualities[i];
                if (quality == Quality.Good)
                {
                    int cell_mV = values_mV[i];
                    quality = check.Judge(i, cell_mV);
                    if (quality == Quality.Good)
                    {
                        if (frozen == null || !frozen.IsFrozen(i, cell_mV, current_mA))
                        {
                            continue;
                        }

                        // Refused here: a code that stands must not pass for a slow chip that has nothing new.
                        quality = Quality.Frozen;
                        cells.Reject(i, quality);
                    }

                    qualities[i] = quality;
                }

                _whole = false;
            }

            if (_whole)
            {
                _sum_mV = cells.AcceptAll(values_mV, uptime_ms);
            }
            else
            {
                StoreCells(cells, uptime_ms);
            }
        }

        private void StoreCells(Signal cells, long uptime_ms)
        {
            for (int i = 0; i < _cell_mV.Length; i++)
            {
                // A slow chip has nothing new in most cycles: what it said last is still so, but no fresh sample.
                Quality quality = _cellQuality[i];
                bool stands = quality == Quality.Frozen && cells.Quality[i] == Quality.Good && cells.IsFresh(i, uptime_ms, _cellScan_ms);
                if (!stands)
                {
                    StoreChannel(cells, i, quality, _cell_mV[i], uptime_ms);
                }
            }
        }

        private void SampleProbes(long uptime_ms)
        {
            Signal probes = _sample.Temperature_ddegC;
            for (int i = 0; i < probes.Count; i++)
            {
                if (uptime_ms < _probeDue_ms[i])
                {
                    continue;
                }

                int temperature_ddegC;
                Quality quality = _probes[i].Read(out temperature_ddegC);
                if (quality == Quality.Good)
                {
                    quality = _probeCheck.Judge(i, temperature_ddegC);
                }

                if (quality == Quality.Good && _frozenProbes.IsFrozen(i, temperature_ddegC, probes))
                {
                    quality = Quality.Frozen;
                }

                _probeDue_ms[i] = uptime_ms + _probes[i].Conversion_ms;
                StoreChannel(probes, i, quality, temperature_ddegC, uptime_ms);
            }
        }

        // Sum against bus and highest against lowest: only from cells that were all good in this very cycle.
        private void CompareCells(long uptime_ms)
        {
            Signal cells = _sample.Cell_mV;
            if (!_whole)
            {
                return;
            }

            int sum_mV = _sum_mV;
            _sample.Spread_mV.Accept(0, cells.Highest - cells.Lowest, uptime_ms);
            if (_sample.Bus_mV.Quality[0] == Quality.Good)
            {
                _sample.SumError_mV.Accept(0, _sum.Error_mV(_sample, sum_mV), uptime_ms);
            }
        }

        private static void Store(Signal signal, Quality quality, int value, long uptime_ms)
        {
            StoreChannel(signal, 0, quality, value, uptime_ms);
        }

        private static void StoreChannel(Signal signal, int channel, Quality quality, int value, long uptime_ms)
        {
            if (quality == Quality.Good)
            {
                signal.Accept(channel, value, uptime_ms);
            }
            else
            {
                signal.Reject(channel, quality);
            }
        }
    }
}
