using System.Text;
using EmailAgent.Grains.SecondFactor;

namespace EmailAgent.Grains.Tests.SecondFactor;

public sealed class TimeCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 10, TimeSpan.Zero);

    /// <summary>RFC 6238, appendix B.</summary>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Compute_VectorsOfTheRfc(long seconds, string code) =>
        Assert.Equal(code, TimeCode.Compute(Secret, TimeCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8));

    /// <summary>RFC 4226, appendix D.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(9, "520489")]
    public void Compute_VectorsOfTheCounterBasedRfc(long step, string code) => Assert.Equal(code, TimeCode.Compute(Secret, step));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Match_OneStepOff_IsAccepted(int off, bool accepted)
    {
        var step = TimeCode.StepAt(Now) + off;
        Assert.Equal(accepted ? step : null, TimeCode.Match(Secret, TimeCode.Compute(Secret, step), Now, after: 0));
    }

    [Fact]
    public void Match_UsedStepAndThoseBeforeIt_AreRefused()
    {
        var step = TimeCode.StepAt(Now);
        Assert.Null(TimeCode.Match(Secret, TimeCode.Compute(Secret, step), Now, after: step));
        Assert.Null(TimeCode.Match(Secret, TimeCode.Compute(Secret, step - 1), Now, after: step));
        Assert.Equal(step + 1, TimeCode.Match(Secret, TimeCode.Compute(Secret, step + 1), Now, after: step));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcdef")]
    [InlineData("\u0661\u0662\u0663\u0664\u0665\u0666")]
    public void Match_AnythingElse_IsNull(string code) => Assert.Null(TimeCode.Match(Secret, code, Now, after: 0));

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_VectorsOfTheRfc(string text, string encoded) => Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void RecoveryCodes_HoweverTyped_HashTheSame()
    {
        var code = RecoveryCodes.Create()[0];
        Assert.Matches("^[a-z2-7]{6}(-[a-z2-7]{6}){3}$", code);
        Assert.Equal(RecoveryCodes.Hash(code), RecoveryCodes.Hash($" {code.ToUpperInvariant().Replace('-', ' ')} "));
    }
}
