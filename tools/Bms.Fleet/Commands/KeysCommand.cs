using System.CommandLine;
using Bms.Fleet.Keys;

namespace Bms.Fleet.Commands;

/// <summary>keys: makes a fleet's key file, adds devices to it, and gives out what one device needs. Prints no key.</summary>
internal static class KeysCommand
{
    internal static Command Create() =>
        new("keys", "make and hand out keys; they go to files that only their owner can read, never to the screen")
        {
            New(), Add(), ExportDevice(),
        };

    private static Command New()
    {
        Option<string> fleet = Options.Needed("--fleet", "the fleet's name, 1 to 64 characters", "NAME");
        Option<string> file = Options.Needed("--out", "the new key file, with the fleet's master key", "FILE");
        Command command = new("new", "make a fleet: a key file with a new master key and no device yet") { fleet, file };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            SecretFile.Create("--out", path, KeyStore.New(parsed.GetValue(fleet)!).Json);
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: a fleet without devices; add them with keys add");
        });
        return command;
    }

    private static Command Add()
    {
        Option<string> file = Options.Needed("--file", "the fleet's key file", "FILE");
        Option<string> device = Options.Needed("--device", "the device's number, 8 hex digits", "HEX8");
        Option<string?> site = Options.Text("--site", "its site, a-z 0-9 -; needed for a new device", "NAME");
        Option<int?> epoch = Options.Whole("--epoch", 0, 255, "epoch of the key; left out: the device's next, 1 for a new device");
        Command command = new("add", "add a device, or the key of its next epoch") { file, device, site, epoch };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            KeyStore store = KeyStore.Load(path);
            int added = store.Add(parsed.GetValue(device)!, parsed.GetValue(site), parsed.GetValue(epoch));
            SecretFile.Replace("--file", path, store.Json);
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: device {parsed.GetValue(device)} epoch {added} added");
        });
        return command;
    }

    private static Command ExportDevice()
    {
        Option<string> file = Options.Needed("--file", "the fleet's key file", "FILE");
        Option<string> device = Options.Needed("--device", "the device's number, 8 hex digits", "HEX8");
        Option<int?> epoch = Options.Whole("--epoch", 0, 255, "epoch of the key; left out: the newest");
        Option<string> target = Options.Needed("--out", "the new file for the board: site, device, epoch and key", "FILE");
        Command command = new("export-device", "write what one board needs, in the form that the boards read")
        {
            file, device, epoch, target,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(target)!;
            string number = parsed.GetValue(device)!;
            string text = KeyStore.Load(parsed.GetValue(file)!).Export(number, parsed.GetValue(epoch));
            SecretFile.Create("--out", path, text);
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: settings of device {number}; keep it as secret as a key");
        });
        return command;
    }
}
