using System;
using System.Device.Gpio;
using System.Threading;
using Bms.Boards;
using Bms.Drivers;
using nanoFramework.Runtime.Native;

namespace Bms.App
{
    /// <summary>The loop of a bench-4s board: ten cycles a second, for ever.</summary>
    public sealed class BoardLoop
    {
        private const int Tick_ms = 100;
        private const int Utc_ms = 600000;
        private const int FirstBelievableYear = 2025;
        private const int QualitySntp = 3;

        private readonly BmsController _controller;
        private readonly GpioPin _charge;
        private readonly GpioPin _discharge;
        private Request _asked = Request.Standby;
        private long _utcDue_ms;

        /// <summary>
        /// Joins board, network and broker. Two switches on the bench, high = closed, ask for charge and discharge; neither or both means
        /// standby.
        /// </summary>
        public BoardLoop(int i2cBusId, Bench4sPins pins, int chargeRequestPin, int dischargeRequestPin, INetwork network)
        {
            M2MqttLink link = new M2MqttLink();
            BoardSettings settings = BoardSettings.Load();
            BoardTelemetry telemetry = BoardIdentity.Create(settings, link);
            _controller = Bench4s.Create(i2cBusId, pins, null, new BusyDelay(), telemetry);
            GpioController gpio = new GpioController();
            _charge = gpio.OpenPin(chargeRequestPin, PinMode.InputPullDown);
            _discharge = gpio.OpenPin(dischargeRequestPin, PinMode.InputPullDown);
            _controller.Start(Environment.TickCount64);
            if (settings != null)
            {
                new MqttWorker(settings, network, link).Start(_controller);
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
                Power.RebootDevice();
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

        // Only a moved switch asks: after a trip somebody has to turn it off and on again before anything closes.
        private void Ask()
        {
            bool charge = _charge.Read() == PinValue.High;
            bool discharge = _discharge.Read() == PinValue.High;
            Request asked = charge == discharge ? Request.Standby : charge ? Request.Charge : Request.Discharge;
            if (asked != _asked)
            {
                _asked = asked;
                _controller.Ask(asked);
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
