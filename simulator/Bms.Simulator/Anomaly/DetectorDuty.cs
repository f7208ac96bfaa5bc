using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>The detector and its ring at work on a healthy pack, a frame a second as on a board; who counts stands outside.</summary>
internal sealed class DetectorDuty
{
    private const ulong Seed = 1;
    private const double Ambient_degC = 25;

    private readonly EpisodePack _pack;
    private readonly RecordingPlayer _player;
    private readonly AlarmRing _ring;

    internal DetectorDuty(int cells)
    {
        var setup = new EpisodeSetup("nmc", cells, EpisodeBoard.Pack16s, Ambient_degC, InitialSoc: 0.6, ChargeTo: 0.9);
        _pack = new EpisodePack(setup, Seed);
        _player = new RecordingPlayer(cells, EpisodePack.Probes, RecordedChemistry.Ocv_mV(setup.Chemistry), _pack.Capacity_Ah);
        _ring = new AlarmRing(_player.Detector);
    }

    /// <summary>What holds the state that a board would have to hold.</summary>
    internal object Detector => _player.Detector;

    /// <summary>Lives for so many seconds; returns how many alarms that raised.</summary>
    internal int Run(int seconds)
    {
        int alarms = 0;
        for (int i = 0; i < seconds; i++)
        {
            _pack.Advance(1);
            alarms += _player.Play(_pack.Look()).Count();
            _ring.Step(_player.Sample);
        }

        return alarms;
    }
}
