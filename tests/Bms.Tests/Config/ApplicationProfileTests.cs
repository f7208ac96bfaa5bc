using Bms.Config;
using Xunit;

namespace Bms.Tests.Config;

public class ApplicationProfileTests
{
    /// <summary>The number is part of the configuration's digest, which others have stored.</summary>
    [Fact]
    public void Every_profile_keeps_its_number() => Assert.Equal(["Bench", "Stationary", "Vehicle"],
        Enum.GetValues<ApplicationProfile>().Order().Select(profile => profile.ToString()));

    [Fact]
    public void A_pack_of_which_nothing_is_said_stands_on_a_bench() => Assert.Equal(ApplicationProfile.Bench, new PackConfig().Profile);
}
