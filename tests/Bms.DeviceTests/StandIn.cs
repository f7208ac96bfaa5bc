using Bms.Ports;

namespace Bms.DeviceTests
{
    /// <summary>
    /// Every port of a pack in one object, over cells in integer arithmetic: the same inputs on a board and on a desktop. A switch that is
    /// open stops the current of its direction; a charger gives what it was told.
    /// </summary>
    public sealed class StandIn : IBus, ICellMonitor, ICurrentSensor, IPowerSwitch, ICharger, IHeartbeat
    {
        private const int Cells = 4;
        private const int Empty_mV = 2900;

        /// <summary>Current that the load asks for in mA, positive = draws.</summary>
        public int Load_mA;

        /// <summary>Current of the charger in mA as last told; 0 = disabled.</summary>
        public int Charger_mA;

        /// <summary>Added to the reading of the topmost cell, in mV.</summary>
        public int TopCellError_mV;

        /// <summary>True = transfers time out.</summary>
        public bool BusTimesOut;

        /// <summary>The four probes.</summary>
        public readonly StandInProbe[] Probes = { new StandInProbe(), new StandInProbe(), new StandInProbe(), new StandInProbe() };

        // 5000 mAh are 18e9 mA ms and take a cell through 1250 mV.
        private readonly long[] _charge_mAms = { 11000000000L, 11050000000L, 10950000000L, 11100000000L };
        private readonly int[] _cell_mV = new int[Cells];
        private int _current_mA;
        private int _noise = 20250607;

        /// <summary>Edges of the heartbeat so far.</summary>
        public int Beats { get; private set; }

        /// <summary>State of the charge switch.</summary>
        public bool ChargeClosed { get; private set; }

        /// <summary>State of the discharge switch.</summary>
        public bool DischargeClosed { get; private set; }

        public int CellCount
        {
            get { return Cells; }
        }

        public bool IsStuck { get; private set; }

        public int CrcErrors
        {
            get { return 0; }
        }

        /// <summary>The ports, joined.</summary>
        public BmsPorts Ports()
        {
            BmsPorts ports = new BmsPorts();
            ports.Bus = this;
            ports.Cells = this;
            ports.Current = this;
            ports.Probes = Probes;
            ports.Switches = this;
            ports.Charger = this;
            ports.Heartbeat = this;
            return ports;
        }

        /// <summary>Lets the present currents flow for a time in ms.</summary>
        public void Advance(int elapsed_ms)
        {
            int current_mA = Charger_mA - Load_mA;
            if ((current_mA > 0 && !ChargeClosed) || (current_mA < 0 && !DischargeClosed))
            {
                current_mA = 0;
            }

            _current_mA = current_mA;
            for (int cell = 0; cell < Cells; cell++)
            {
                _charge_mAms[cell] += (long)current_mA * elapsed_ms;
                int drop_mV = current_mA * (25 + cell) / 1000;
                _cell_mV[cell] = Empty_mV + (int)(_charge_mAms[cell] * 1250 / 18000000000L) + drop_mV + Noise();
            }
        }

        public void BeginCycle()
        {
            IsStuck = BusTimesOut;
            if (IsStuck)
            {
                TrySet(false, false);
            }
        }

        public int MeanAccuracy_mV
        {
            get { return 10; }
        }

        public int Accuracy_mV(int cell)
        {
            return 5 * (cell + 1);
        }

        public void ReadCells(int[] cell_mV, Quality[] quality)
        {
            for (int cell = 0; cell < Cells; cell++)
            {
                quality[cell] = IsStuck ? Quality.BusError : Quality.Good;
                cell_mV[cell] = _cell_mV[cell] + (cell == Cells - 1 ? TopCellError_mV : 0);
            }
        }

        public Quality ReadCurrent(out int current_mA)
        {
            current_mA = _current_mA + Noise();
            return IsStuck ? Quality.BusError : _current_mA < -15999 || _current_mA > 15999 ? Quality.Saturated : Quality.Good;
        }

        public Quality ReadBus(out int bus_mV)
        {
            bus_mV = _cell_mV[0] + _cell_mV[1] + _cell_mV[2] + _cell_mV[3];
            return IsStuck ? Quality.BusError : Quality.Good;
        }

        public bool TrySet(bool chargeClosed, bool dischargeClosed)
        {
            ChargeClosed = chargeClosed;
            DischargeClosed = dischargeClosed;
            return true;
        }

        public int Follow_ms
        {
            get { return 0; }
        }

        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            chargeClosed = ChargeClosed;
            dischargeClosed = DischargeClosed;
            return true;
        }

        public bool TryApply(int voltage_mV, int current_mA)
        {
            Charger_mA = current_mA;
            return true;
        }

        public bool TryDisable()
        {
            Charger_mA = 0;
            return true;
        }

        public void DisableAtOnce()
        {
            Charger_mA = 0;
        }

        public bool TryReadDelivering(out bool delivering)
        {
            delivering = Charger_mA > 0;
            return true;
        }

        public bool TryReadSupply(out bool present)
        {
            present = true;
            return true;
        }

        public void Beat()
        {
            Beats++;
        }

        // -1 to 2, from the upper bits of a linear congruential generator modulo 2^32.
        private int Noise()
        {
            _noise = (_noise * 1103515245) + 12345;
            return ((_noise >> 16) & 3) - 1;
        }
    }
}
