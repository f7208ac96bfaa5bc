namespace Bms.Anomaly
{
    /// <summary>
    /// The fast look at every cell in every frame: how far it stands from the pack's median beyond what its own state of charge and
    /// resistance explain. Sums what the slow look (CellTrack) wants once a window.
    /// </summary>
    public sealed partial class CellWatch
    {
        /// <summary>What the slow look knows of a cell: residual at rest in mV, extra resistance in mV per C.</summary>
        public readonly float[] Base_mV;
        public readonly float[] Extra_mV;

        /// <summary>Sums of the running window: residual, and its movement while the current is quiet.</summary>
        public readonly float[] Residual_mV;
        public readonly float[] Moves_mV;
        public readonly short[] Seen;

        /// <summary>Frames in a row beyond the limit; negative below the neighbours, positive above.</summary>
        public readonly short[] Run;

        /// <summary>True while a run began at once and not by and by: a sag near empty is no dip.</summary>
        public readonly bool[] Sharp;

        /// <summary>Median in mV when the cell's reading last changed.</summary>
        public readonly short[] Still_mV;

        /// <summary>Cell whose reading stands still while the pack moves, -1 for none, and how far the pack has moved in mV.</summary>
        public int StuckCell;
        public float Stuck_mV;

        /// <summary>Thousandths of dips that recovered by themselves, forgotten with a time constant of an hour.</summary>
        public readonly short[] Dips_permille;

        /// <summary>Typical deviation in mV of a healthy cell from its prediction.</summary>
        public float Noise_mV = 2f;

        /// <summary>Smallest change in mV that any cell has shown: what a reading is rounded to.</summary>
        public int Resolution_mV = Unknown_mV;

        /// <summary>Limit in mV of this frame.</summary>
        public float Limit_mV;

        /// <summary>Cell that stands lowest beyond its prediction in this frame, and by how much in mV (negative).</summary>
        public int WorstCell;
        public float Worst_mV;

        /// <summary>Last cell that fell beyond the limit in the very frame in which a load came or grew, -1 for none.</summary>
        public int LoadedCell = -1;

        /// <summary>Cells beyond the limit in this frame; single-frame dips since the start.</summary>
        public int Beyond;
        public int SingleDips;

        /// <summary>Quiet frames of the running window.</summary>
        public int Quiet;

        /// <summary>More than this in mV is no noise but a dip or a frame that lies: a single one must not look like many.</summary>
        private const float MostMove_mV = 8f;

        /// <summary>What is left of a step of the current, halved with each frame, while cells still settle after it.</summary>
        private const float Settling_C = 0.1f;

        private const int ShortestDip = 2;

        /// <summary>
        /// Distance in mV from the median at which a cell of an unequal pack may be met: groups of old modules stand a quarter of a volt
        /// low near empty (Leaf module, github batterysim/equiv-circ-model).
        /// </summary>
        private const float Unequal_mV = 400f;

        /// <summary>Resolution in mV before any reading has changed.</summary>
        private const int Unknown_mV = 50;

        /// <summary>Change of the current in C that is a step of the load.</summary>
        private const float LoadStep_C = 0.1f;

        public CellWatch(int cells)
        {
            Base_mV = new float[cells];
            Extra_mV = new float[cells];
            Residual_mV = new float[cells];
            Moves_mV = new float[cells];
            Seen = new short[cells];
            Run = new short[cells];
            Sharp = new bool[cells];
            Still_mV = new short[cells];
            Dips_permille = new short[cells];
        }

        /// <summary>What readings are rounded to beyond a millivolt, 0 while that is not known.</summary>
        public int Coarse_mV
        {
            get { return Resolution_mV < Unknown_mV ? Resolution_mV - 1 : 0; }
        }

        /// <summary>Clears the sums for the next window.</summary>
        public void ResetWindow()
        {
            Quiet = 0;
            for (int i = 0; i < Seen.Length; i++)
            {
                Residual_mV[i] = 0f;
                Moves_mV[i] = 0f;
                Seen[i] = 0;
            }
        }

        /// <summary>Looks at every usable cell of a frame.</summary>
        public void Step(int[] cell_mV, FrameGate gate, PackModel pack)
        {
            FindLimit(pack);
            float[] residual_mV = Residual_mV;
            float[] base_mV = Base_mV;
            float[] extra_mV = Extra_mV;
            float[] moves_mV = Moves_mV;
            bool[] usable = gate.Usable;
            short[] previous_mV = gate.Previous_mV;
            short[] run = Run;
            short[] seen = Seen;
            float median_mV = pack.Median_mV;
            float change_mV = median_mV - pack.PreviousMedian_mV;
            float current_C = pack.Current_C;
            float change_C = pack.Change_C;
            bool stirred = change_C > 0.02f || change_C < -0.02f || pack.Stir_C > Settling_C;
            float sum_mV = 0f;
            float limit_mV = Limit_mV;
            float standing_mV = 12f + limit_mV + Coarse_mV;
            StuckCell = -1;
            Worst_mV = 0f;
            Beyond = 0;
            Quiet += stirred ? 0 : 1;
            for (int i = 0; i < cell_mV.Length; i++)
            {
                if (!usable[i])
                {
                    previous_mV[i] = 0;
                    continue;
                }

                int now_mV = cell_mV[i];
                int before_mV = previous_mV[i];
                float move_mV = 0f;
                float off_mV = now_mV - median_mV;
                residual_mV[i] += off_mV;
                seen[i] = (short)(seen[i] < short.MaxValue ? seen[i] + 1 : seen[i]);
                if (before_mV != 0)
                {
                    move_mV = now_mV - before_mV - change_mV;
                    if (!stirred)
                    {
                        float moved_mV = move_mV < 0f ? -move_mV : move_mV;
                        moves_mV[i] += moved_mV < MostMove_mV ? moved_mV : MostMove_mV;
                    }
                }

                StandStill(i, now_mV - before_mV, off_mV, median_mV, standing_mV);
                previous_mV[i] = (short)now_mV;
                off_mV -= base_mV[i] + extra_mV[i] * current_C;
                float size_mV = off_mV < 0f ? -off_mV : off_mV;
                if (size_mV > limit_mV || run[i] != 0)
                {
                    Judge(i, off_mV, size_mV, move_mV, change_C);
                }

                sum_mV += size_mV < limit_mV ? size_mV : limit_mV;
            }

            Learn(sum_mV, gate.UsableCells);
        }

        // A reading that keeps its value while the pack moves beyond the limit is stuck.
        private void StandStill(int cell, int changed_mV, float off_mV, float median_mV, float limit_mV)
        {
            if (changed_mV != 0)
            {
                Meet(cell, off_mV);
                Still_mV[cell] = (short)Numbers.ToInt(median_mV, 0, short.MaxValue);
                LearnResolution(changed_mV);
                return;
            }

            float stood_mV = median_mV - Still_mV[cell];
            if (stood_mV > limit_mV || stood_mV < -limit_mV)
            {
                StuckCell = cell;
                Stuck_mV = stood_mV;
            }
        }

        /// <summary>Forgets a part of a cell's dips, after so many hours.</summary>
        public void ForgetDips(int cell, float hours)
        {
            Dips_permille[cell] = (short)Numbers.ToInt(Dips_permille[cell] * (1f - Floats.Unit(hours)), 0, short.MaxValue);
        }

        // Slaves sample at different moments: a step of the current moves cells for a frame by up to its whole drop.
        private void FindLimit(PackModel pack)
        {
            float least_mV = 12f + 1.5f * Coarse_mV;
            Limit_mV = 8f * Noise_mV + 0.5f * pack.Resistance_mV * pack.Stir_C;
            Limit_mV = Limit_mV < least_mV ? least_mV : Limit_mV;
        }

        // A cell that is seen for the first time has fallen from nowhere: where it stands is its own, unless no pack is so unequal.
        private void Meet(int cell, float off_mV)
        {
            if (Still_mV[cell] == 0 && off_mV > -Unequal_mV && off_mV < Unequal_mV)
            {
                Base_mV[cell] = off_mV;
            }
        }

        private void LearnResolution(int change_mV)
        {
            int size_mV = change_mV < 0 ? -change_mV : change_mV;
            Resolution_mV = size_mV < Resolution_mV ? size_mV : Resolution_mV;
        }

        // Mean magnitude times 1.25 is the standard deviation of a normal distribution.
        private void Learn(float sum_mV, int cells)
        {
            if (cells > 1)
            {
                float noise_mV = 1.25f * sum_mV / cells;
                Noise_mV += 0.01f * (noise_mV - Noise_mV);
                Noise_mV = Floats.Larger(Noise_mV, 0.5f);
            }
        }

        private void Judge(int cell, float off_mV, float size_mV, float move_mV, float change_C)
        {
            if (size_mV > Limit_mV)
            {
                Beyond++;
                int before = Run[cell];
                if (before >= 0 && off_mV < 0f)
                {
                    LoadedCell = change_C < -LoadStep_C ? cell : LoadedCell == cell ? -1 : LoadedCell;
                }

                Sharp[cell] = before != 0 ? Sharp[cell] : move_mV < -0.7f * Limit_mV;
                int now = off_mV < 0f ? (before < 0 ? before - 1 : -1) : (before > 0 ? before + 1 : 1);
                Run[cell] = (short)(now < -1000 ? -1000 : now > 1000 ? 1000 : now);
                if (off_mV < Worst_mV)
                {
                    Worst_mV = off_mV;
                    WorstCell = cell;
                }

                return;
            }

            if (Run[cell] < 0 && Run[cell] > -30 && Sharp[cell])
            {
                bool real = Run[cell] <= -ShortestDip;
                Dips_permille[cell] = real ? (short)Numbers.ToInt(Dips_permille[cell] + 1000f, 0, short.MaxValue) : Dips_permille[cell];
                SingleDips += real ? 0 : 1;
            }

            Run[cell] = 0;
        }
    }
}
