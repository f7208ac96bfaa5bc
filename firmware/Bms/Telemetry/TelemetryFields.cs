using Bms.Anomaly;
using Bms.Protection;
using Bms.Storage;

namespace Bms.Telemetry
{
    /// <summary>
    /// Every field of every record, one line each: key, value, meaning and unit. A new field is one line at the next free key, keys
    /// ascending within a record; receivers keep keys that they do not know. A key is never used again for something else. Units are fixed
    /// by the schema number: mV, mA, s, ms, and 1e-4 for ratios. Keys 0 to 23 cost one byte, the others two.
    /// </summary>
    public static class TelemetryFields
    {
        /// <summary>Number of this list of fields; goes up when a field changes its meaning, not when one is added.</summary>
        public const int Schema = 1;

        /// <summary>Sent for a cell without a valid voltage.</summary>
        public const int UnknownCell = 0xFFFF;

        /// <summary>Sent for a probe without a valid temperature.</summary>
        public const int UnknownProbe = 0xFF;

        /// <summary>
        /// What is added to a temperature in degrees Celsius to make it a byte: -40 is sent as 0 (the convention of SAE J1939-71).
        /// </summary>
        public const int TemperatureOffset_degC = 40;

        private const int LongestAlarm = 256;

        /// <summary>An alarm's numbers are sent in thousandths of their unit.</summary>
        private const float PerUnit = 1000f;
        private const int Most = 1000000000;

        /// <summary>Upper bound of a payload's length in bytes, whatever its values are.</summary>
        public static int MaxPayload(int cellCount, int probeCount)
        {
            int live = 180 + (2 * cellCount) + probeCount;
            return live > LongestAlarm ? live : LongestAlarm;
        }

        /// <summary>The fields that begin every record.</summary>
        public static void Stamp(CborWriter w, RecordStamp s)
        {
            w.Pair(0, Schema);                                        // number of the list of fields
            w.Pair(1, s.Boot);                                        // boot counter, from 1
            w.Pair(2, s.Sequence);                                    // number of the record in this boot, from 1
            Bytes(w, 3, s.PreviousTag);                               // start of the previous record's tag, zeros in record 1
            w.Pair(4, s.Uptime_ms);                                   // uptime, ms
            w.Pair(5, s.ClockQuality > 0, s.Utc_s);                   // UTC, s since 1970; null = not known
            w.Pair(6, s.ClockQuality);                                // 0 none, 1 held over a reset, 2 real-time clock, 3 network
        }

        /// <summary>The fields of a live record.</summary>
        public static void Live(CborWriter w, PackSample p, PackState s, int dropped, int lostEvents)
        {
            w.Pair(7, Good(p.Bus_mV), p.Bus_mV.Value[0]);             // stack voltage, mV; null = not known
            w.Pair(8, Good(p.Current_mA), p.Current_mA.Value[0]);     // pack current, mA, positive = charge; null = not known
            w.Pair(9, s.Soc_ppm / 100);                               // state of charge, 1e-4
            w.Pair(10, s.Soh_permille * 10);                          // state of health, 1e-4
            Cells(w, 11, p.Cell_mV);                                  // cell voltages, mV, two bytes each; FFFF = not known
            Temperatures(w, 12, p.Temperature_ddegC);                 // probes, degC + 40, one byte each; FF = not known
            w.Pair(13, s.Active);                                     // active protection rows, bit n = row n
            w.Pair(14, (int)s.Mode);                                  // 0 self-test, 1 standby, 2 charge, 3 discharge, 4 fault
            w.Pair(15, Switches(p, s));                               // bit set, see Switches
            w.Pair(16, s.ChargeLimit_mA);                             // largest charge current allowed, mA
            w.Pair(17, s.DischargeLimit_mA);                          // largest discharge current allowed, mA
            w.Pair(18, s.SocSigma_ppm / 100);                         // standard uncertainty of the state of charge, 1e-4
            NonZero(w, 19, s.Latched);                                // rows that wait for an operator; absent = none
            w.Pair(20, s.ChargeIn_mAs / 1000);                        // charge into the pack since start, As
            w.Pair(21, s.ChargeOut_mAs / 1000);                       // charge out of the pack since start, As
            NonZero(w, 22, dropped);                                  // live records dropped since start; absent = none
            NonZero(w, 23, lostEvents);                               // events lost since start; absent = none
            NonZero(w, 42, s.CrcErrors);                              // chips' answers with a wrong checksum since start; absent = none
            NonZero(w, 60, s.AnomalySeverity);                        // severity that stands: 1 note, 2 warning, 3 alarm; absent = none
            NonZero(w, 61, (int)s.ChargeCapBy);                       // what lowers the charge: 1 severity, 2 resistance, 3 gradient
            NonZero(w, 62, 1000 - s.ChargeCap_permille);              // by how much, permille of the charge current; absent = not
        }

        /// <summary>The fields of an event record; rows and mode are those of the moment of sending.</summary>
        public static void Event(CborWriter w, PackState s, EventLog log, int number, int lostEvents)
        {
            w.Pair(13, s.Active);                                     // as in a live record
            w.Pair(14, (int)s.Mode);                                  // as in a live record
            NonZero(w, 23, lostEvents);                               // as in a live record
            w.Pair(24, number);                                       // number of the event in this boot, from 1
            w.Pair(25, log.Row(number));                              // row of the protection table
            w.Pair(26, log.Raised(number) ? 1 : 0);                   // 1 raised, 0 cleared
            w.Pair(27, log.Channel(number));                          // cell or probe from 0
            w.Pair(28, log.Value(number));                            // value of the row's signal, in its unit
            w.Pair(29, log.Uptime_ms(number));                        // uptime of the event, ms
        }

        /// <summary>
        /// The fields of an alarm of the anomaly detector, an event record too. Numbers of features and estimates are in thousandths of the
        /// unit that AnomalyFeature and AnomalyType name.
        /// </summary>
        public static void Alarm(CborWriter w, PackState s, AnomalyAlarm a, int lostEvents)
        {
            w.Pair(13, s.Active);                                     // as in a live record
            w.Pair(14, (int)s.Mode);                                  // as in a live record
            NonZero(w, 23, lostEvents);                               // as in a live record
            w.Pair(64, a.Number);                                     // number of the alarm in this boot, from 1
            w.Pair(65, (int)a.Type);                                  // AnomalyType
            w.Pair(66, a.Severity);                                   // 1 note, 2 warning, 3 alarm
            w.Pair(67, a.Cell);                                       // cell or probe from 0, below 0 = the pack
            w.Pair(68, a.Score_permille);                             // statistic in permille of its limit
            w.Pair(69, a.Raised_ms);                                  // uptime of the alarm, ms
            w.Pair(70, a.FalseAlarm_h);                               // hours of healthy packs for one false alarm at this limit
            Features(w, 71, a);                                       // up to three times: feature, value, healthy from, healthy to
            Estimate(w, 72, a);                                       // estimate, from, to (95 %); absent = none
            w.Pair(73, a.Against);                                    // what speaks against it, bits as AnomalyAlarm.Against
            w.Pair(74, AlarmBook.Quiet_s);                            // it stands until its cause has been quiet for so long, s
            NonZero(w, 75, Thousandths(a.Clears_mV));                 // by how much the cell would have to rise, uV; absent = not known
            NonZero(w, 76, a.Cell_mV);                                // then: voltage of the cell, mV; absent = of no cell
            w.Pair(77, a.Current_mA);                                 // then: pack current, mA
            w.Pair(78, a.Soc_permille);                               // then: state of charge, permille
        }

        /// <summary>
        /// The fields of a trip that the pack remembers, an event record too: those of earlier boots after each birth, a new one as it
        /// comes, with what was measured up to a second before.
        /// </summary>
        public static void Trip(CborWriter w, PackMemory m, int place, int lostEvents)
        {
            TripMemory t = m.Trip[place];
            NonZero(w, 23, lostEvents);                               // as in a live record
            w.Pair(43, place + 1);                                    // number of the trip, 1 = the newest
            w.Pair(44, t.Row);                                        // row of the protection table
            w.Pair(45, t.Level);                                      // who acted: 0 nobody, 1 the firmware, 2 a protector chip
            w.Pair(46, t.Channel);                                    // cell or probe from 0
            w.Pair(47, t.Value);                                      // value of the row's signal, in its unit
            w.Pair(48, m.Boot - t.Boot);                              // boots ago, of those that have saved something; 0 = this one
            w.Pair(49, t.Uptime_s);                                   // uptime of the trip in its boot, s
            NonZero(w, 50, t.Utc_s);                                  // UTC of the trip, s since 1970; absent = was not known
            w.Pair(51, t.Before_mA);                                  // up to a second before: pack current, mA
            w.Pair(52, t.BeforeLowest_mV);                            // then: lowest cell, mV
            w.Pair(53, t.BeforeHighest_mV);                           // then: highest cell, mV
            w.Pair(54, t.BeforeHottest_ddegC);                        // then: hottest probe, 0.1 degC
            w.Pair(55, t.Row < PackMemory.Rows ? m.Raised[t.Row] : 0); // times that the row was raised in the pack's life, to 255
        }

        /// <summary>The fields of a piece of an alarm's recording, an event record too; AlarmRing says what its bytes are.</summary>
        public static void Recording(CborWriter w, AlarmRing r, byte[] piece, int length)
        {
            w.Pair(80, r.Alarm);                                      // number of the alarm in this boot; below 0: of a request
            w.Pair(81, r.Taken - length);                             // place of the first byte
            w.Pair(82, r.Length);                                     // bytes of the whole recording
            w.Key(83);                                                // the bytes
            w.Bytes(piece, 0, length);
        }

        /// <summary>The fields of a birth record: what a receiver must know to read the rest of this boot.</summary>
        public static void Birth(CborWriter w, DeviceFacts f, PackSample p, BootCounter b)
        {
            Text(w, 32, f.Board);                                     // name of the board
            Text(w, 33, f.FirmwareVersion);                           // version of the firmware
            w.Pair(34, p.Cell_mV.Count);                              // cells in series
            w.Pair(35, p.Temperature_ddegC.Count);                    // temperature probes
            w.Pair(36, 1000);                                         // µV per count of field 11
            Bytes(w, 37, f.ConfigDigest);                             // digest of the configuration; absent = none computed
            w.Pair(38, b.PreviousBoot);                               // boot counter before this one
            w.Pair(39, b.PreviousClosed, b.PreviousSequence);         // its last record; null = it did not end in order
            Bytes(w, 40, b.PreviousClosed ? b.PreviousTag : null);    // start of that record's tag; absent = not known
        }

        /// <summary>The fields of a notice about the connection, which is no record and not in the chain.</summary>
        public static void Notice(CborWriter w, int boot, int connection, long uptime_ms, int state)
        {
            w.Pair(0, Schema);                                        // as in a record
            w.Pair(1, boot);                                          // as in a record
            w.Pair(4, uptime_ms);                                     // uptime, ms: of connecting, and of going in state 1
            w.Pair(30, connection);                                   // number of the connection in this boot, from 1
            w.Pair(31, state);                                        // 0 lost, 1 ended in order, 2 online
        }

        private static void Features(CborWriter w, int key, AnomalyAlarm a)
        {
            int more = a.MoreFeature[0] == AnomalyFeature.None ? 0 : a.MoreFeature[1] == AnomalyFeature.None ? 1 : 2;
            w.Key(key);
            w.ArrayHead(4 + (4 * more));
            Feature(w, a.Feature, a.Value, a.Healthy);
            for (int i = 0; i < more; i++)
            {
                Feature(w, a.MoreFeature[i], a.MoreValue[i], a.MoreHealthy[i]);
            }
        }

        private static void Feature(CborWriter w, AnomalyFeature feature, float value, float healthy)
        {
            w.Int((int)feature);
            int seen = Thousandths(value);
            w.Int(seen);
            bool isLow = feature == AnomalyFeature.Voltage && seen < Thousandths(healthy);
            w.Int(Thousandths(isLow ? healthy : AnomalyAlarm.HealthyLow(feature, healthy)));
            w.Int(Thousandths(isLow ? FrameGate.Highest_mV : AnomalyAlarm.HealthyHigh(healthy)));
        }

        private static void Estimate(CborWriter w, int key, AnomalyAlarm a)
        {
            if (a.HasEstimate)
            {
                w.Key(key);
                w.ArrayHead(3);
                w.Int(Thousandths(a.Estimate));
                w.Int(Thousandths(a.Low));
                w.Int(Thousandths(a.High));
            }
        }

        private static int Thousandths(float value)
        {
            return Numbers.ToInt(value * PerUnit, -Most, Most);
        }

        private static bool Good(Signal signal)
        {
            return signal.Quality[0] == Quality.Good;
        }

        // Bits: 0 charge and 1 discharge switch commanded closed, 2 charging and 3 discharging allowed, 4 charge complete,
        // 5 a switch and 6 the charger does not do what it was told, 7 that cannot be told.
        private static int Switches(PackSample p, PackState s)
        {
            int bits = (s.ChargeCommand ? 1 : 0) | (s.DischargeCommand ? 2 : 0);
            bits |= (s.ChargeAllowed ? 4 : 0) | (s.DischargeAllowed ? 8 : 0) | (s.ChargeComplete ? 16 : 0);
            bits |= (p.SwitchMismatch.Value[0] != 0 ? 32 : 0) | (p.ChargerMismatch.Value[0] != 0 ? 64 : 0);
            return bits | (Good(p.SwitchMismatch) && Good(p.ChargerMismatch) ? 0 : 128);
        }

        private static void Cells(CborWriter w, int key, Signal cell_mV)
        {
            w.Key(key);
            w.BytesHead(2 * cell_mV.Count);
            for (int i = 0; i < cell_mV.Count; i++)
            {
                bool good = cell_mV.Quality[i] == Quality.Good;
                w.Word(good ? Clamp(cell_mV.Value[i], UnknownCell - 1) : UnknownCell);
            }
        }

        private static void Temperatures(CborWriter w, int key, Signal probe_ddegC)
        {
            w.Key(key);
            w.BytesHead(probe_ddegC.Count);
            for (int i = 0; i < probe_ddegC.Count; i++)
            {
                bool good = probe_ddegC.Quality[i] == Quality.Good;
                int tenths = probe_ddegC.Value[i] + (10 * TemperatureOffset_degC) + 5;
                w.Byte(good ? Clamp(tenths / 10, UnknownProbe - 1) : UnknownProbe);
            }
        }

        private static int Clamp(int value, int top)
        {
            return value < 0 ? 0 : value > top ? top : value;
        }

        private static void NonZero(CborWriter w, int key, long value)
        {
            if (value != 0)
            {
                w.Pair(key, value);
            }
        }

        private static void Bytes(CborWriter w, int key, byte[] value)
        {
            if (value != null)
            {
                w.Key(key);
                w.Bytes(value, 0, value.Length);
            }
        }

        private static void Text(CborWriter w, int key, byte[] value)
        {
            w.Key(key);
            w.Text(value);
        }
    }
}
