using System.Text;
using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Smtp.Replies;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Delivery.Tests.Smtp.Replies;

public sealed class ReplyParserTests
{
    private static readonly SmtpLimits Small = new() { ReplyLine = 100, ReplyLines = 5, Reply = 300 };

    [Theory]
    [InlineData("250 ok\r\n", 250, null, "ok")]
    [InlineData("250\r\n", 250, null, "")]
    [InlineData("250 \r\n", 250, null, "")]
    [InlineData("250 ok\n", 250, null, "ok")]
    [InlineData("250-a\r\n250 b\r\n", 250, null, "a b")]
    [InlineData("550 5.1.1 no such user\r\n", 550, "5.1.1", "no such user")]
    [InlineData("550-5.1.1 no such\r\n550 5.1.1 user\r\n", 550, "5.1.1", "no such user")]
    [InlineData("550-5.7.1 blocked\r\n550 see web\r\n", 550, "5.7.1", "blocked see web")]
    [InlineData("450 4.2.0\r\n", 450, "4.2.0", "")]
    [InlineData("550 4.1.1 says two things\r\n", 550, null, "4.1.1 says two things")]
    [InlineData("550 5.1 short\r\n", 550, null, "5.1 short")]
    [InlineData("550 5.1.1.1 long\r\n", 550, null, "5.1.1.1 long")]
    [InlineData("550 5.1000.1 large\r\n", 550, null, "5.1000.1 large")]
    [InlineData("550 x\u001b[31my\tz\r\n", 550, null, "x [31my z")]
    public void Read_AReply_TakesItApartInAnyPieces(string text, int code, string? status, string words)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var reply = Assert.Single(ReadAll(new ReplyParser(SmtpLimits.Default), bytes.Chunk(size)));
            Assert.Equal((code, status, words), (reply.Code, reply.Status?.ToString(), reply.Text));
        }
    }

    [Fact]
    public void Read_SeveralReplies_GivesEach()
        => Assert.Equal([250, 354, 421], ReadAll(new ReplyParser(Small), ["250-a\r\n250 b\r\n354 c\r\n421 d\r\n"u8.ToArray()]).Select(r => r.Code));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("25 ok\r\n")]
    [InlineData("2500 ok\r\n")]
    [InlineData("150 ok\r\n")]
    [InlineData("650 ok\r\n")]
    [InlineData("250+ok\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    [InlineData("250-a\r\nb\r\n")]
    [InlineData("* OK imap\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("250 a\0b\r\n")]
    [InlineData("250-a\r\n250-a\r\n250-a\r\n250-a\r\n250-a\r\n250-a\r\n")]
    public void Read_WhatIsNoReply_IsAnError(string text)
        => Assert.Throws<SmtpProtocolException>(() => ReadAll(new ReplyParser(Small), [Encoding.Latin1.GetBytes(text)]));

    [Fact]
    public void Read_EndlessLine_StopsAtTheLimit()
    {
        var parser = new ReplyParser(Small);

        Assert.Empty(ReadAll(parser, [[.. "250 "u8, .. new byte[90].Select(_ => (byte)'x')]]));
        Assert.Throws<SmtpProtocolException>(() => ReadAll(parser, ["xxxxxxxxxx"u8.ToArray()]));
    }

    [Fact]
    public void Read_AnyBytes_FailsAsProtocolOrNotAtAll()
        => Prop.ForAll(Gen.Elements((byte)'2', (byte)'5', (byte)'0', (byte)'.', (byte)'-', (byte)' ', (byte)'\r', (byte)'\n', (byte)0, (byte)0xff)
            .ArrayOf().ToArbitrary(), bytes =>
        {
            try
            {
                return ReadAll(new ReplyParser(Small), bytes.Chunk(7)).All(r => r.Code is >= 200 and < 600 && r.Lines.Count <= Small.ReplyLines);
            }
            catch (SmtpProtocolException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();

    private static List<SmtpReply> ReadAll(ReplyParser parser, IEnumerable<byte[]> pieces)
    {
        var replies = new List<SmtpReply>();
        foreach (var piece in pieces)
        {
            var rest = piece.AsSpan();
            while (!rest.IsEmpty)
            {
                if (parser.Read(rest, out var consumed) is { } reply)
                {
                    replies.Add(reply);
                }

                Assert.True(consumed > 0);
                rest = rest[consumed..];
            }
        }

        return replies;
    }
}
