namespace Bms.Anomaly
{
    /// <summary>
    /// Looks for what the protections cannot see yet: a leak, a biased channel, a bad contact, a warm place, frames that lie. It warns and
    /// names the fault; it never stands in the way of a protection. Time comes with the sample, in steps of any length. The same code
    /// runs on a board and over recordings of up to 96 cells. Order of work: gate, median, quick look at every cell, and once a window
    /// the slow statistics, a few cells a frame.
    /// </summary>
    public sealed partial class AnomalyDetector
    {
        public readonly AlarmBook Alarms = new AlarmBook();

        /// <summary>How rare each statistic is in a healthy pack.</summary>
        public readonly Evidence Evidence;

        public readonly FrameGate Gate;
        public readonly PackModel Pack;
        public readonly CellWatch Watch;
        public readonly CellTrack Track;
        public readonly ResistanceTrack Resistance;
        public readonly HeatWatch Heat;
        public readonly SumWatch Sum = new SumWatch();
        public readonly DriftTrack Drift;
        public readonly RelaxTrack Relax;
        public readonly FallTrack Fall;
        public readonly PlateauTrack Plateau;
        public readonly ChargeCount Count = new ChargeCount();
        public readonly CoolingTrack Cooling = new CoolingTrack();
        public readonly CorrectionTrack Corrections = new CorrectionTrack();
        public readonly ScaleTrack Scale = new ScaleTrack();

        /// <summary>Drift of the cell that is judged, in units of what is healthy.</summary>
        internal float DriftShare;

        /// <summary>Hump of that cell's voltage after a charge, in mV.</summary>
        internal float Hump_mV;

        /// <summary>Movement of that cell's voltage on the plateau, in units of what is healthy.</summary>
        internal float PlateauShare;

        private readonly CellOrder _order;
        private readonly QuickJudge _quick;
        private readonly SlowJudge _slow;
        private readonly PackJudge _pack;
        private readonly AlarmContext _context;
        private readonly float[] _mean_mV;
        private readonly float[] _before_mV;
        private readonly bool[] _seen;
        private readonly int _cells;
        private int _next;
        private float _share;
        private long _last_ms;
        private bool _running;

        /// <summary>
        /// For a pack of 1 to 96 cells and up to 96 probes, with the open-circuit voltage of its chemistry in mV at equal steps of charge.
        /// </summary>
        public AnomalyDetector(int cells, int probes, int[] ocv_mV, int capacity_mAh)
        {
            _cells = cells;
            Evidence = new Evidence(cells);
            Drift = new DriftTrack(cells);
            Relax = new RelaxTrack(cells);
            Fall = new FallTrack(cells);
            Plateau = new PlateauTrack(cells);
            Gate = new FrameGate(cells, probes);
            Pack = new PackModel(ocv_mV, capacity_mAh);
            Watch = new CellWatch(cells);
            Track = new CellTrack(cells);
            Resistance = new ResistanceTrack(cells);
            Heat = new HeatWatch(probes);
            _order = new CellOrder(cells);
            _quick = new QuickJudge(this);
            _slow = new SlowJudge(this, cells);
            _pack = new PackJudge(this);
            _context = new AlarmContext(this);
            _mean_mV = new float[cells];
            _before_mV = new float[cells];
            _seen = new bool[cells];
            _next = cells;
        }

        /// <summary>State of charge of the pack in permille as the detector sees it, and the pack's resistance in mV per C.</summary>
        public int Soc_permille
        {
            get { return Numbers.ToInt(Pack.Soc_permille, -50, 1050); }
        }

        public int Resistance_mV_per_C
        {
            get { return Numbers.ToInt(Pack.Resistance_mV, 0, 10000); }
        }

        /// <summary>True when a probe beyond what cells stand is believed: a second frame of it, or a cell that falls meanwhile.</summary>
        internal bool Burns
        {
            get
            {
                bool cellToo = Watch.Beyond > 0 && Watch.Worst_mV < -3f * Watch.Limit_mV;
                return Heat.HotProbe >= 0 && (Heat.HotFrames >= 2 || cellToo) && !Gate.Stale;
            }
        }

        /// <summary>Takes one frame; frames that are not newer than the last are left out.</summary>
        public void Step(PackSample sample)
        {
            long step_ms = _running ? sample.Uptime_ms - _last_ms : 0;
            if (_running && step_ms <= 0)
            {
                return;
            }

            _running = true;
            _last_ms = sample.Uptime_ms;
            float dt_s = step_ms * 0.001f;
            float current_C = sample.Current_mA.Quality[0] == Quality.Good
                ? Floats.Ratio(sample.Current_mA.Value[0], Pack.Capacity_mAh) : Pack.Current_C;
            float slope_mV = Pack.Ocv.LeastSlope_mV(Pack.Soc_permille, Unsure_permille);
            Gate.Step(sample, dt_s, current_C, slope_mV, Pack.Resistance_mV, Watch.Resolution_mV);
            Heat.Step(sample.Temperature_ddegC, dt_s);
            Alarms.Forget(sample.Uptime_ms, step_ms);
            int raised = Alarms.Raised;
            if (dt_s >= FrameGate.Sleep_s)
            {
                Sleep(sample, dt_s);
            }

            // A frame that stands still says nothing new of the cells.
            if (Gate.UsableCells * 2 > _cells && !Gate.Stale && !Gate.Frozen)
            {
                LookAtCells(sample, current_C, dt_s < FrameGate.Sleep_s ? dt_s : 0f);
            }

            _quick.Step(sample, dt_s);
            CompleteAlarms(raised);
        }

        private void CompleteAlarms(int raised)
        {
            int kept = Alarms.Raised - AlarmBook.Kept;
            for (int number = (raised > kept ? raised : kept) + 1; number <= Alarms.Raised; number++)
            {
                _context.Complete(Alarms.Of(number));
            }
        }

        // Below this charge the resistance of a cell climbs by itself, and the one with the least charge is there first.
        private const float Emptying_permille = 250f;

        private void LookAtCells(PackSample sample, float current_C, float dt_s)
        {
            float median_mV = _order.Median_mV(sample.Cell_mV.Value, Gate.Usable, Gate.UsableCells);
            Pack.Step(median_mV, current_C, dt_s);
            Watch.Step(sample.Cell_mV.Value, Gate, Pack);
            Sum.Step(sample, Gate);
            if (Pack.Stir_C > ScaleTrack.Least_C && Heat.Fitted > 0)
            {
                Scale.Step(Pack, dt_s, Heat.Median_degC);
            }

            if (_next < _cells)
            {
                _share += _cells * dt_s / PackModel.Window_s;
                VisitCells(sample);
            }

            if (_next >= _cells && Pack.WindowIsFull)
            {
                _woken = false;
                CloseWindow(sample);
            }
        }

        private void CloseWindow(PackSample sample)
        {
            Track.EndWindow(Pack);
            Pack.CloseWindow();
            Sum.CloseWindow();
            Heat.CloseWindow(Pack.HeatLoad, Pack.WindowLength_s);
            float scatter_mV = 0f;
            float noisiest_mV = 0f;
            float second_mV = 0f;
            bool quiet = Watch.Quiet >= 4;
            float moves_sum_mV = 0f;
            float highest_mV = float.MinValue;
            float lowest_mV = float.MaxValue;
            int compared = 0;
            for (int i = 0; i < _cells; i++)
            {
                short seen = Watch.Seen[i];
                bool both = _seen[i] && seen > 0;
                _seen[i] = seen > 0;
                _before_mV[i] = _mean_mV[i];
                _mean_mV[i] = Floats.Ratio(Watch.Residual_mV[i], seen);
                float gone_mV = 0f;
                if (both)
                {
                    float move_mV = _mean_mV[i] - _before_mV[i];
                    gone_mV = Floats.Abs(move_mV);
                    moves_sum_mV += move_mV;
                    highest_mV = move_mV > highest_mV ? move_mV : highest_mV;
                    lowest_mV = move_mV < lowest_mV ? move_mV : lowest_mV;
                    compared++;
                }

                // What goes one way, as a cell at a knee does, goes somewhere and does not scatter.
                float moves_mV = Watch.Moves_mV[i] - gone_mV;
                moves_mV = Floats.Ratio(Floats.Positive(moves_mV), Watch.Quiet);
                scatter_mV += moves_mV;
                second_mV = moves_mV > noisiest_mV ? noisiest_mV : Floats.Larger(moves_mV, second_mV);
                noisiest_mV = Floats.Larger(moves_mV, noisiest_mV);
                if (quiet)
                {
                    _slow.GatherScatter(i, moves_mV);
                }
            }

            // In a pack of few cells the median goes along with the one that steps, and all others seem to go the other way.
            float spread_mV = Spread_mV(Others(moves_sum_mV, highest_mV, lowest_mV, compared));
            Evidence.Pass((Pack.WindowLength_s + _slept_s) / 3600f);

            // Round a knee each cell moves by where it stands on the curve, not by its resistance.
            bool judged = !Pack.IsAtKnee && Pack.Soc_permille > Emptying_permille;
            Resistance.BeginWindow(judged ? Pack.WindowStep_C : 0f, 0.6f + spread_mV, Pack.Resistance_mV);
            Track.BeginWindow(Pack, spread_mV, Pack.WindowLength_s + _slept_s);
            Drift.BeginWindow((Pack.WindowLength_s + _slept_s) / 3600f, Track.Slope_mV(Pack), Track.Counts ? Pack.WindowMove_permille : 0f);
            Fall.BeginWindow(Pack, _slept_s);
            bool slept = _slept_s > 0f;
            Relax.BeginWindow(Pack.WindowCurrent_C, Pack.WindowLength_s, slept);
            Plateau.BeginWindow(Pack.RestsOnPlateau, Pack.PlateauSlope_mV, Pack.WindowLength_s / 3600f);
            Count.CloseWindow(Pack, slept);
            Corrections.CloseWindow(Pack, slept);
            Cooling.CloseWindow(Heat.Median_degC, Pack.WindowCurrent_C, Pack.WindowLength_s, slept, Heat.Coarse_K);
            _slept_s = 0f;
            _slow.BeginWindow(Scatter_mV(scatter_mV, noisiest_mV, second_mV), quiet);
            _pack.Step(sample);
            Watch.ResetWindow();
            _next = 0;
            _share = 1f;
            VisitCells(sample);
        }

        // The cells of a window take turns, so that no frame carries all of them; a window as short as a frame takes them at once.
        private void VisitCells(PackSample sample)
        {
            while (_next < _cells && (_share >= 1f || Pack.WindowLength_s > 2f * PackModel.Window_s))
            {
                Visit(_next, sample);
                _next++;
                _share -= 1f;
            }
        }

        private void Visit(int cell, PackSample sample)
        {
            if (!_seen[cell])
            {
                return;
            }

            float extra_mV = Resistance.Visit(cell, _mean_mV[cell] - _before_mV[cell], Pack.Resistance_mV);
            Watch.Extra_mV[cell] = extra_mV;
            float slow_mV = extra_mV * PackModel.SlowShare * Pack.SlowCurrent_C;
            float before_permille = Track.Charge_permille[cell];
            Track.Visit(cell, _mean_mV[cell] - extra_mV * Pack.WindowCurrent_C - slow_mV, Pack);
            DriftShare = Track.Counts ? Drift.Visit(cell, Track.Charge_permille[cell] - before_permille, Track.Tilt[cell]) : 0f;
            Hump_mV = Relax.Visit(cell, _mean_mV[cell]);
            PlateauShare = Plateau.Visit(cell, _mean_mV[cell] - extra_mV * Pack.WindowCurrent_C);

            // A cell far from the others in charge is not on their plateau.
            bool elsewhere = Floats.Abs(Track.Charge_permille[cell]) > PlateauTrack.Apart_permille;
            PlateauShare = elsewhere ? 0f : PlateauShare;

            // What a cell has just shown and not what its charge explains: charge learned on a plateau is an error of the channel where
            // the curve turns steep.
            float rested_mV = _mean_mV[cell] - extra_mV * Pack.WindowCurrent_C;
            Fall.Visit(cell, rested_mV, rested_mV - Watch.Base_mV[cell]);
            Watch.Base_mV[cell] = rested_mV;
            Watch.ForgetDips(cell, Pack.WindowLength_s / 3600f);
            _slow.Judge(cell, sample);
        }
    }
}
