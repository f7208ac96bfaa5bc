using Bms.Simulator.Commands;

namespace Bms.Simulator.Tests.Commands;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bms").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_the_file_and_leaves_nothing_beside_it()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, "old and longer");
        AtomicFile.Write("--trace", path, s => s.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_writer_that_breaks_off_leaves_the_old_file_and_nothing_else()
    {
        string path = Path.Combine(_folder, "a.csv");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write("--trace", path, s =>
        {
            s.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no/such/folder/a.csv")]
    [InlineData(".")]
    public void Refuses_a_target_that_cannot_be_a_file(string name)
    {
        string path = name.Length == 0 ? name : Path.Combine(_folder, name);
        BadInputException e = Assert.Throws<BadInputException>(() => AtomicFile.Check("--trace", path));
        Assert.Equal($"{path}: --trace: cannot be written, allowed is a file in a folder that is there", e.Message);
    }

    [Fact]
    public void Refuses_a_target_that_could_be_a_scenario()
    {
        string path = Path.Combine(_folder, "mine.json");
        BadInputException e = Assert.Throws<BadInputException>(() => AtomicFile.Check("--trace", path));
        Assert.Equal($"{path}: --trace: could be a scenario, allowed is a name that does not end in .json", e.Message);
    }

    [Fact]
    public void Refuses_to_put_a_file_in_the_place_of_a_device() =>
        Assert.Throws<BadInputException>(() => AtomicFile.Check("--trace", "/dev/null"));

    [Fact]
    public void Takes_a_file_that_is_not_there_yet_in_a_folder_that_is() => AtomicFile.Check("--trace", Path.Combine(_folder, "a.csv"));
}
