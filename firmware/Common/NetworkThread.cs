using System.Threading;
using System;
using Bms.Boards;
using Bms.Telemetry;

namespace Bms.App
{
    /// <summary>The thread that keeps the board connected: a clock, random numbers and a loop around UplinkKeeper.</summary>
    public sealed class NetworkThread
    {
        private const int Period_ms = 1000;
        private const int Farewell_ms = 1500;

        /// <summary>Two periods of the control loop and a margin: a switch that was asked for before is seen closed after it.</summary>
        private const int Settle_ms = 250;

        private readonly UplinkKeeper _keeper;
        private readonly Random _random = new Random();
        private BmsController _controller;
        private bool _isConnected;
        private bool _ends;

        public NetworkThread(UplinkKeeper keeper)
        {
            _keeper = keeper;
        }

        /// <summary>True while no switch may be asked to close: an attempt to connect may be about to stop every thread.</summary>
        public bool MayStallNow { get; private set; }

        /// <summary>Starts the thread.</summary>
        public void Start(BmsController controller)
        {
            _controller = controller;
            Thread thread = new Thread(Run);
            thread.Priority = ThreadPriority.BelowNormal;
            thread.Start();
        }

        /// <summary>Says that the board goes, and disconnects. Takes a second and a half.</summary>
        public void Leave()
        {
            _ends = true;
            _keeper.SayFarewell(Environment.TickCount64);
            Thread.Sleep(Farewell_ms);
            _keeper.Drop();
        }

        private void Run()
        {
            while (!_ends)
            {
                MayStallNow = !_isConnected;
                if (MayStallNow)
                {
                    Thread.Sleep(Settle_ms);
                }

                bool conducting = _controller.State.Mode == Mode.Charge || _controller.State.Mode == Mode.Discharge;
                _keeper.Step(Environment.TickCount64, conducting, _random.Next());
                _isConnected = _keeper.IsConnected;
                MayStallNow = false;
                Thread.Sleep(Period_ms);
            }
        }
    }
}
