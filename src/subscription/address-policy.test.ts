import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressPolicy, isNetwork } from './address-policy.ts'

const PRIVATE = `
  0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.1
  192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 203.0.113.9 224.0.0.1 239.1.1.1 255.255.255.255
  :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::10.0.0.1 64:ff9b::a00:1 2002:a00:1:: 2001::1 2001:db8::1
  fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 100::1
`
  .trim()
  .split(/\s+/)
const PUBLIC = [
  '8.8.8.8',
  '100.63.255.255',
  '172.32.0.1',
  '192.169.0.1',
  '223.255.255.255',
  '2606:4700::1',
  '2a00:1450::1',
]

test('[EP6] public addresses are allowed with TLS only, others are not', () => {
  const allows = addressPolicy([])
  for (const address of PUBLIC)
    assert.deepEqual([allows(address, true), allows(address, false)], [true, false], address)
  for (const address of PRIVATE)
    assert.deepEqual([allows(address, true), allows(address, false)], [false, false], address)
})

test('[EP6] a setting allows all addresses that are not public, or those of networks, also without TLS', () => {
  const all = addressPolicy('allow')
  for (const address of PRIVATE) assert.deepEqual([all(address, true), all(address, false)], [true, true], address)
  assert.deepEqual([all('8.8.8.8', true), all('8.8.8.8', false)], [true, false])
  const some = addressPolicy(['10.1.0.0/16', 'fd00::/8'])
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1'])
    assert.deepEqual([some(address, true), some(address, false)], [true, true], address)
  for (const address of ['10.2.0.1', '127.0.0.1', '::ffff:10.2.0.1', 'fe80::1'])
    assert.equal(some(address, true), false, address)
})

test('[EP6] a network is an address and the length of its prefix', () => {
  for (const network of ['10.0.0.0/8', '0.0.0.0/0', '127.0.0.1/32', '::1/128', 'fd00::/8'])
    assert.equal(isNetwork(network), true, network)
  for (const network of [
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    'fd00::/129',
    'fe80::%lo/10',
    'allow',
    '/8',
    '10.0.0.0/',
  ])
    assert.equal(isNetwork(network), false, network)
})
