use super::*;

/// Numbers of many sizes, always the same.
fn numbers(count: usize, seed: u64) -> Vec<f32> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let unit = (state >> 40) as f32 / (1u64 << 24) as f32 - 0.5;
        unit * f32::powi(2.0, (state % 7) as i32 - 3)
    };
    std::iter::repeat_with(next).take(count).collect()
}

fn bits(floats: &[f32]) -> Vec<u32> {
    floats.iter().map(|float| float.to_bits()).collect()
}

/// Runs a kernel on every twin of the machine and compares the results, bit for bit, with the plain one's.
fn same_on_all_twins(what: &str, run: impl Fn(Kernels) -> Vec<f32>) {
    let (here, missing) = Kernels::all();
    for name in missing {
        println!("skipped: {name} is not on this machine ({what})");
    }
    let plain = bits(&run(Kernels(Twin::Plain)));
    for twin in here {
        assert_eq!(bits(&run(twin)), plain, "{what} on {twin:?}");
    }
}

#[test]
fn matrix_products_have_the_same_bits_on_all_twins_in_batches_of_any_size() {
    for (columns, inputs) in [(50, 96), (64, 96), (106, 64), (384, 64), (1024, 64), (16, 3)] {
        let (weights, bias) = (numbers(columns * inputs, 1), numbers(columns, 2));
        let weight = |column: usize, input: usize| weights[column * inputs + input];
        for packed in [
            Packed::affine(columns, inputs, weight, |column| bias[column]),
            Packed::affine_of_one(columns, inputs, weight, |column| bias[column]),
        ] {
            let input = numbers(23 * inputs, 3);
            let run = |kernels: Kernels, rows: usize, from: usize| {
                let mut output = vec![0.0; rows * packed.width()];
                kernels.affine(&input[from * inputs..], inputs, rows, &packed, &mut output);
                output
            };
            same_on_all_twins(&format!("affine {columns}×{inputs}"), |kernels| run(kernels, 23, 0));
            let (all, one) = (run(Kernels::fastest(), 23, 0), run(Kernels::fastest(), 1, 17));
            assert_eq!(bits(&all[17 * packed.width()..][..packed.width()]), bits(&one));
        }
    }
}

#[test]
fn a_product_is_one_chain_of_fused_steps() {
    let (weights, input) = (numbers(7 * 5, 4), numbers(5, 5));
    let packed = Packed::affine(7, 5, |column, input| weights[column * 5 + input], |_| 0.25);
    let mut output = vec![0.0; packed.width()];
    Kernels::fastest().affine(&input, 5, 1, &packed, &mut output);
    for column in 0..7 {
        let chain = (0..5).fold(0f32, |sum, at| input[at].mul_add(weights[column * 5 + at], sum));
        assert_eq!(output[column].to_bits(), (chain + 0.25).to_bits());
    }
}

#[test]
fn maxout_has_the_same_bits_on_all_twins() {
    for (outputs, pieces, inputs) in [(96, 3, 288), (96, 3, 576), (64, 2, 40), (16, 1, 7)] {
        let weights = numbers(outputs * pieces * inputs, 6);
        let bias = numbers(outputs * pieces, 7);
        let packed = Packed::maxout(
            outputs,
            pieces,
            inputs,
            |(output, piece), input| weights[(output * pieces + piece) * inputs + input],
            |(output, piece)| bias[output * pieces + piece],
        );
        // Windows that overlap, as the encoder reads them.
        let (stride, rows) = (inputs / 3 + 1, 19);
        let input = numbers(rows * stride + inputs, 8);
        same_on_all_twins(&format!("maxout {outputs}×{pieces}×{inputs}"), |kernels| {
            let mut output = vec![0.0; rows * packed.maxout_width()];
            kernels.maxout(&input, stride, rows, &packed, &mut output);
            output
        });
    }
}

#[test]
fn layer_norm_has_the_same_bits_on_all_twins() {
    for width in [16, 96, 128] {
        let (rows, added) = (numbers(5 * width, 9), numbers(5 * width, 10));
        let (gain, bias) = (numbers(width, 11), numbers(width, 12));
        for added in [None, Some(added.as_slice())] {
            same_on_all_twins(&format!("norm {width}"), |kernels| {
                let mut rows = rows.clone();
                kernels.norm(&mut rows, &gain, &bias, added);
                rows
            });
        }
    }
}

#[test]
fn layer_norm_centres_and_scales() {
    let mut row = numbers(96, 13);
    Kernels::fastest().norm(&mut row, &[1.0; 96], &[0.0; 96], None);
    let mean = row.iter().sum::<f32>() / 96.0;
    let variance = row.iter().map(|x| x * x).sum::<f32>() / 96.0;
    assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-4, "{mean} {variance}");
}

#[test]
fn sums_have_the_same_bits_on_all_twins_and_take_the_greatest_piece() {
    let rows: Vec<Vec<f32>> = (0..8).map(|seed| numbers(128, 20 + seed)).collect();
    let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
    let bias = numbers(128, 30);
    let run = |kernels: Kernels| {
        let mut output = vec![0.0; 64];
        kernels.greatest_of_sums(&rows, &bias, &mut output);
        output
    };
    same_on_all_twins("greatest of sums", run);
    for (at, &found) in run(Kernels::fastest()).iter().enumerate() {
        let sum = |at: usize| rows.iter().skip(1).fold(rows[0][at], |sum, row| sum + row[at]) + bias[at];
        assert_eq!(found, sum(at).max(sum(64 + at)));
    }
}
