using System.Text;
using EmailAgent.Delivery.Smtp.Wire;

namespace EmailAgent.Delivery.Tests.Smtp.Wire;

public sealed class MessageScanTests
{
    [Theory]
    [InlineData("Subject: a\r\n\r\nb\r\n", false, false)]
    [InlineData("Subject: a\r\n\r\n\u00e4\r\n", true, false)]
    [InlineData("Subject: \u00e4\r\n\r\nb\r\n", true, true)]
    [InlineData("Subject: a\r\n\u00e4: b", true, true)]
    [InlineData("\r\n\u00e4", true, false)]
    [InlineData("", false, false)]
    public void Read_HeaderAndBody_ToldApartInAnyPieces(string text, bool eightBit, bool eightBitHeader)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        for (var size = 1; size <= Math.Max(1, bytes.Length); size++)
        {
            var scan = new MessageScan();
            foreach (var piece in bytes.Chunk(size))
            {
                scan.Read(piece);
            }

            Assert.Equal(new MessageTraits(bytes.Length, eightBit, eightBitHeader), scan.Traits);
        }
    }
}
