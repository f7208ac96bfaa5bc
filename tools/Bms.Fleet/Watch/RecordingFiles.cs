using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>Saves the recordings that come after alarms, each as a file once its last verified piece is there, and says so.</summary>
public sealed class RecordingFiles(string folder, TextWriter output) : IWatchOutput
{
    private readonly AlarmRecordings _recordings = new();

    /// <inheritdoc/>
    public void Show(Sighting sighting)
    {
        if (_recordings.Add(sighting.Record) is not var (name, bytes))
        {
            return;
        }

        string path = Path.Combine(folder, name + ".ring");
        string part = path + ".part";
        try
        {
            File.WriteAllBytes(part, bytes);
            File.Move(part, path, overwrite: true);
            output.WriteLine($"{sighting.Received:yyyy-MM-ddTHH:mm:ssZ} {sighting.Record.Device} what the detector saw before alarm "
                + $"{sighting.Record.Piece!.Alarm} is complete: {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be written ({e.GetType().Name})", e);
        }
    }

    /// <inheritdoc/>
    public void Refuse(DateTimeOffset received, string topic, int length_bytes, string why)
    {
    }

    /// <inheritdoc/>
    public void Link(DateTimeOffset received, string site, LinkNotice notice, bool retained)
    {
    }

    /// <inheritdoc/>
    public void Stale(DateTimeOffset now, string device, string site, long silence_ms, bool isHeard)
    {
    }
}
