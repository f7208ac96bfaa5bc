using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Bms.Tests.Fakes;

/// <summary>Properties over generated inputs. The seed is fixed, so that a failure is found again at the same place.</summary>
internal static class Always
{
    public const int Runs = 300;

    public static void Holds<T>(Gen<T> inputs, Action<T> check, int runs = Runs)
    {
        FsCheck.Config config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(runs).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20240607, 1), FSharpOption<int>.None)));
        Check.One(config, Prop.ForAll(Arb.From(inputs), check));
    }
}
