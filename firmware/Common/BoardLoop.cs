using System;
using System.Device.Gpio;
using System.Threading;
using Bms.Boards;
using Bms.Drivers;
using nanoFramework.Runtime.Native;

namespace Bms.App
{
    /// <summary>The loop of a board: ten cycles a second, for ever.</summary>
    public sealed class BoardLoop
    {
        private const int Tick_ms = 100;
        private const int LastTurns = 30;
        private const int Utc_ms = 600000;
        private const int FirstBelievableYear = 2025;
        private const int QualitySntp = 3;

        private readonly BmsController _controller;
        private readonly RequestSwitches _switches;
        private readonly NetworkThread _uplink;
        private long _utcDue_ms;

        /// <summary>
        /// Joins the board that the settings name, network and broker. A movement of the two switches beside the pack asks for charge,
        /// discharge or standby, both on together for standby and a recording.
        /// </summary>
        public BoardLoop(int i2cBusId, Bench4sPins bench, Pack16sPins pack, int chargeRequestPin, int dischargeRequestPin, INetwork network)
        {
            M2MqttLink link = new M2MqttLink();
            BoardSettings settings = BoardSettings.Load();
            BoardTelemetry telemetry = BoardIdentity.Create(settings, link);
            _controller = BoardMaker.Create(settings, i2cBusId, bench, pack, telemetry);
            _switches = new RequestSwitches(new GpioController(), chargeRequestPin, dischargeRequestPin);
            _controller.Start(Environment.TickCount64);
            if (settings != null)
            {
                _uplink = new NetworkThread(BoardIdentity.CreateKeeper(settings, network, link, telemetry));
                _uplink.Start(_controller);
            }
        }

        /// <summary>Does not return. What must not happen ends in a restart, and a restart begins with open switches.</summary>
        public void Run()
        {
            try
            {
                Thread.CurrentThread.Priority = ThreadPriority.AboveNormal;
                RunForEver();
            }
            catch (Exception)
            {
                Leave();
                Power.RebootDevice();
            }
        }

        // In this order: switches, then what the next boot must know, then what others would like to know.
        private void Leave()
        {
            try
            {
                _controller.Close();
                for (int i = 0; i < LastTurns && !_controller.Drain(); i++)
                {
                    Thread.Sleep(Tick_ms);
                }

                if (_uplink != null)
                {
                    _uplink.Leave();
                }
            }
            catch (Exception)
            {
                // The restart that follows is the remedy.
            }
        }

        private void RunForEver()
        {
            long due_ms = Environment.TickCount64;
            while (true)
            {
                long uptime_ms = Environment.TickCount64;
                Ask();
                NoteTime(uptime_ms);
                _controller.Step(uptime_ms);
                due_ms += Tick_ms;
                long left_ms = due_ms - Environment.TickCount64;
                if (left_ms > 0)
                {
                    Thread.Sleep((int)left_ms);
                }
                else
                {
                    // A stall is not made up for: cycles in a row would take one conversion for several.
                    due_ms -= left_ms;
                }
            }
        }

        private void Ask()
        {
            Request request;
            if (_uplink != null && _uplink.MayStallNow)
            {
                return;
            }

            if (_switches.HasMoved(out request))
            {
                _controller.Ask(request);
            }

            if (_switches.AsksRecording())
            {
                _controller.Watch?.Ring.Ask();
            }
        }

        private void NoteTime(long uptime_ms)
        {
            if (uptime_ms < _utcDue_ms)
            {
                return;
            }

            DateTime utc = DateTime.UtcNow;
            if (utc.Year >= FirstBelievableYear)
            {
                _controller.NoteUtc(utc.ToUnixTimeSeconds(), QualitySntp, uptime_ms);
                _utcDue_ms = uptime_ms + Utc_ms;
            }
        }
    }
}
