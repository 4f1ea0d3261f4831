using EmailAgent.Grains.Identity;

namespace EmailAgent.Grains.Tests.Identity;

public sealed class SigningKeyScheduleTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void NeedsNewKey_NoKeyOrAnOldOne_IsTrue()
    {
        Assert.True(SigningKeySchedule.NeedsNewKey([], Start));
        Assert.False(SigningKeySchedule.NeedsNewKey([SigningKey.Create(Start)], Start.AddDays(29)));
        Assert.True(SigningKeySchedule.NeedsNewKey([SigningKey.Create(Start)], Start.AddDays(30)));
    }

    [Fact]
    public void SelectSigner_FirstKey_SignsAtOnce()
    {
        var only = SigningKey.Create(Start);
        Assert.Same(only, SigningKeySchedule.SelectSigner([only], Start));
    }

    [Fact]
    public void SelectSigner_NewKey_IsPublishedBeforeItSigns()
    {
        var (old, fresh) = (SigningKey.Create(Start), SigningKey.Create(Start.AddDays(30)));
        SigningKey[] keys = [fresh, old];

        Assert.Equal(keys, SigningKeySchedule.SelectPublished(keys, Start.AddDays(30)));
        Assert.Same(old, SigningKeySchedule.SelectSigner(keys, Start.AddDays(30).AddMinutes(59)));
        Assert.Same(fresh, SigningKeySchedule.SelectSigner(keys, Start.AddDays(30).AddHours(1)));
    }

    [Fact]
    public void SelectPublished_OldKey_OutlivesEveryTokenItSigned()
    {
        var (old, fresh) = (SigningKey.Create(Start), SigningKey.Create(Start.AddDays(30)));
        SigningKey[] keys = [fresh, old];
        var lastSigned = Start.AddDays(30).AddHours(1);

        Assert.Contains(old, SigningKeySchedule.SelectPublished(keys, lastSigned + AccessToken.Lifetime));
        Assert.DoesNotContain(old, SigningKeySchedule.SelectPublished(keys, Start.AddDays(32)));
    }
}
