using EmailAgent.Grains.ApiKeys;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.ApiKeys;

public sealed class ApiKeyTextTests
{
    private static readonly ApiKeyText Key = new(
        new ApiKeyId(Guid.ParseExact("0123456789abcdef0123456789abcdef", "N"), Guid.Empty), [.. Enumerable.Range(0, ApiKeyText.SecretLength).Select(i => (byte)i)]);

    // A program somewhere may know the form by heart, as scanners for leaked keys do.
    [Fact]
    public void Text_Form_StaysTheSame() => Assert.Matches("^ea_live_[0-9A-Za-z]{76}$", Key.ToString());

    [Fact]
    public void Text_Parsed_IsTheKey() =>
        Prop.ForAll(Keys().ToArbitrary(), key => ApiKeyText.Parse(key.ToString()) is { } read && read.Id == key.Id && read.Secret.SequenceEqual(key.Secret))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_WithAnyCharacterChanged_IsNoKey()
    {
        var text = Key.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var other in "0Az_-é\0".Where(other => other != text[i]))
                Assert.Null(ApiKeyText.Parse(string.Concat(text.AsSpan(0, i), [other], text.AsSpan(i + 1))));
        }
    }

    [Fact]
    public void Texts_OfAnyKind_AreNoKeys() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => ApiKeyText.Parse(ApiKeyText.Prefix + text) is null && ApiKeyText.Parse(text ?? "") is null)
            .QuickCheckThrowOnFailure();

    private static Gen<ApiKeyText> Keys() =>
        from bytes in ArbMap.Default.GeneratorFor<byte>().ArrayOf(52)
        select new ApiKeyText(new ApiKeyId(new Guid(bytes[..16]), new Guid(bytes[16..32])), bytes[32..]);
}
