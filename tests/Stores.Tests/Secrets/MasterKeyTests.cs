using System.Security.Cryptography;
using System.Xml.Linq;
using EmailAgent.Grains.Secrets;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace EmailAgent.Stores.Tests.Secrets;

public sealed class MasterKeyTests
{
    private static readonly string Key = NewKey();

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void AnyText_Sealed_OpensAsItWas_AndChangedAnywhere_DoesNot()
    {
        var key = MasterKey.Parse(Key);
        Prop.ForAll<byte[], int, byte>((text, at, change) =>
        {
            var value = key.Seal(text);
            var opened = key.Open(value);
            value[(int)((uint)at % value.Length)] ^= change == 0 ? (byte)1 : change;
            Assert.Throws<AuthenticationTagMismatchException>(() => key.Open(value));
            return opened.AsSpan().SequenceEqual(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Value_TooShort_DoesNotOpen() => Assert.Throws<CryptographicException>(() => MasterKey.Parse(Key).Open(new byte[27]));

    [Theory]
    [InlineData("secret")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Text_ThatIsNoKey_IsRefused_WithoutBeingRepeated(string text)
    {
        var failure = Assert.Throws<MasterKeyException>(() => MasterKey.Parse(text));

        Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_InEitherAlphabet_IsTheSame() =>
        Assert.Equal(MasterKey.Parse(Key).Id, MasterKey.Parse(Key.Replace('+', '-').Replace('/', '_')).Id);

    [Fact]
    public void Keys_AreReadFromAFile_TheFirstEncrypts()
    {
        var path = Path.GetTempFileName();
        try
        {
            var former = NewKey();
            File.WriteAllText(path, $"{Key}\n{former}\n");
            var keys = new MasterKeys(Options.Create(new SecretOptions { MasterKeyFile = path }));
            var element = new MasterKeys(Options.Create(new SecretOptions { MasterKey = former })).Wrap(XElement.Parse("<key/>"));

            Assert.Equal("<key />", keys.Unwrap(element).ToString());
            Assert.False(keys.IsCurrent(element));
            Assert.True(keys.IsCurrent(keys.Wrap(keys.Unwrap(element))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void File_ThatIsMissingOrEmpty_IsAnError_NotNoKey()
    {
        var path = Path.GetTempFileName();
        Assert.Throws<MasterKeyException>(() => new MasterKeys(Options.Create(new SecretOptions { MasterKeyFile = path })));
        File.Delete(path);
        Assert.Throws<MasterKeyException>(() => new MasterKeys(Options.Create(new SecretOptions { MasterKeyFile = path })));
    }
}
