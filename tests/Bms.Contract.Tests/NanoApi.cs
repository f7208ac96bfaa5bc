using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

/// <summary>The true lists of nanoFramework's members; without them the tests that need them are skipped.</summary>
internal static class NanoApi
{
    public static (string Version, HashSet<string> Members) Read(string assembly)
    {
        Assert.SkipWhen(ApiList.Folder is null, $"{ApiList.Variable} does not name a folder with the lists of nanoFramework's members.");
        return ApiList.Read(ApiList.Folder!, assembly);
    }
}
